def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    parameters = list(parameters)
    squares = 0.0
    for p in parameters:
        if p.grad is not None:
            squares += float((p.grad**2).sum())
    norm = squares**0.5
    factor = min(1.0, theta / (norm + 1e-12))
    for p in parameters:
        if p.grad is not None:
            p.grad.mul_(factor)
    return norm
