def train_pass(
    parameters: dict[str, torch.Tensor],
    chunks: list[tuple[torch.Tensor, torch.Tensor]],
    h: torch.Tensor,
    lr: float,
    theta: float,
) -> tuple[list[float], torch.Tensor]:
    out = []
    state = h.clone()
    for X, Y in chunks:
        for p in parameters.values():
            p.grad = None
        logits, state = language_model(parameters, X, state)
        loss = -logits.log_softmax(-1).gather(-1, Y[..., None]).mean()
        loss.backward()
        norm = sum(float((p.grad**2).sum()) for p in parameters.values()) ** 0.5
        for p in parameters.values():
            p.data -= lr * min(1, theta / norm) * p.grad
        out.append(loss.item())
        state = state.data
    return out, state
