# loses: a sentence is learnt: perplexity below 2.5; random texts: losses and parameters; the gradient of each chunk is clipped
# hint: theta is the bound, and it need not be 1.

def train_pass(
    parameters: dict[str, torch.Tensor],
    chunks: list[tuple[torch.Tensor, torch.Tensor]],
    h: torch.Tensor,
    lr: float,
    theta: float,
) -> tuple[list[float], torch.Tensor]:
    optimiser = torch.optim.SGD(parameters.values(), lr=lr)
    losses = []
    for X, Y in chunks:
        logits, h = language_model(parameters, X, h.detach())
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), Y.flatten())
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters.values(), 1.0)
        optimiser.step()
        losses.append(loss.item())
    return losses, h.detach()
