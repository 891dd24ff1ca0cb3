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
        h = h.detach()
        logits, h = language_model(parameters, X, h)
        loss = torch.nn.functional.cross_entropy(logits.transpose(1, 2), Y)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters.values(), theta)
        optimiser.step()
        losses.append(loss.item())
    return losses, h.detach()
