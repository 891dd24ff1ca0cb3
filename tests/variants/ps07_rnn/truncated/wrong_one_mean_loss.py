# loses: the state is carried from chunk to chunk; random texts: losses and parameters; no gradient walks back into an earlier chunk; sizes of 1, and no chunks; losses are floats, and h and the tokens stay; training keeps the digits of float64
# hint: One loss per chunk is asked for, not one for the pass.

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
        torch.nn.utils.clip_grad_norm_(parameters.values(), theta)
        optimiser.step()
        losses.append(loss.item())
    losses = [sum(losses) / len(losses)] if losses else []
    return losses, h.detach()
