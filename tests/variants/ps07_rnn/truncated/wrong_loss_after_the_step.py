# loses: one chunk with one token, by hand; random texts: losses and parameters
# hint: Each loss is taken before the step of its chunk.

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
        before = h
        logits, h = language_model(parameters, X, h.detach())
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), Y.flatten())
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters.values(), theta)
        optimiser.step()
        with torch.no_grad():
            again = language_model(parameters, X, before)[0]
        losses.append(torch.nn.functional.cross_entropy(again.flatten(0, 1), Y.flatten()).item())
    return losses, h.detach()
