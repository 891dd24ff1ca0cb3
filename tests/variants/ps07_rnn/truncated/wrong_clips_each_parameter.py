# loses: the gradient of each chunk is clipped
# hint: Each parameter is clipped by itself; one norm belongs to all of them together.

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
        for w in parameters.values():
            torch.nn.utils.clip_grad_norm_([w], theta)
        optimiser.step()
        losses.append(loss.item())
    return losses, h.detach()
