def train_pass(
    parameters: dict[str, torch.Tensor],
    chunks: list[tuple[torch.Tensor, torch.Tensor]],
    h: torch.Tensor,
    lr: float,
    theta: float,
) -> tuple[list[float], torch.Tensor]:
    if not chunks:
        return [], h.detach()
    (X, Y), *others = chunks
    optimiser = torch.optim.SGD(list(parameters.values()), lr=lr)
    optimiser.zero_grad(set_to_none=False)
    logits, after = language_model(parameters, X, h)
    loss = torch.nn.functional.cross_entropy(logits.reshape(-1, logits.shape[-1]), Y.reshape(-1))
    loss.backward()
    torch.nn.utils.clip_grad_norm_(parameters.values(), theta)
    optimiser.step()
    losses, last = train_pass(parameters, others, after.detach(), lr, theta)
    return [loss.item(), *losses], last
