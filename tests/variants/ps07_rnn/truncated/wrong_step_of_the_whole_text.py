# loses: random texts: losses and parameters; no gradient walks back into an earlier chunk; the gradient of each chunk is clipped
# hint: One step for all chunks together; asked is one step after each chunk.

def train_pass(
    parameters: dict[str, torch.Tensor],
    chunks: list[tuple[torch.Tensor, torch.Tensor]],
    h: torch.Tensor,
    lr: float,
    theta: float,
) -> tuple[list[float], torch.Tensor]:
    optimiser = torch.optim.SGD(parameters.values(), lr=lr)
    optimiser.zero_grad()
    losses = []
    for X, Y in chunks:
        logits, h = language_model(parameters, X, h.detach())
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), Y.flatten())
        (loss / len(chunks)).backward()
        losses.append(loss.item())
    if chunks:
        torch.nn.utils.clip_grad_norm_(parameters.values(), theta)
        optimiser.step()
    return losses, h.detach()
