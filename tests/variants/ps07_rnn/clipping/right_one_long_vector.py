def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    with_grad = [p for p in parameters if p.grad is not None]
    if not with_grad:
        return 0.0
    g = torch.cat([p.grad.flatten() for p in with_grad])
    norm = torch.linalg.vector_norm(g).item()
    if norm > theta:
        start = 0
        for p in with_grad:
            n = p.grad.numel()
            p.grad = (g[start : start + n] * (theta / norm)).reshape(p.shape)
            start += n
    return norm
