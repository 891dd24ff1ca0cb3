# loses: gradients from before do not count
# hint: Clearing after the step is too late for what stood in .grad when the function was called.

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
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters.values(), theta)
        optimiser.step()
        optimiser.zero_grad()
        losses.append(loss.item())
    return losses, h.detach()
