# loses: random texts: losses and parameters; the gradient of each chunk is clipped
# hint: The carried state is the one that the model gave; it is not computed again with the new parameters.

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
        before = h.detach()
        logits, h = language_model(parameters, X, h.detach())
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), Y.flatten())
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters.values(), theta)
        optimiser.step()
        losses.append(loss.item())
        with torch.no_grad():
            h = language_model(parameters, X, before)[1]
    return losses, h.detach()
