def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    own = tuple(p for p in parameters if isinstance(p.grad, torch.Tensor))
    norms = [p.grad.norm().item() for p in own]
    total = math.hypot(*norms)
    while total > theta and own:
        p, *own = own
        p.grad = p.grad.clone().div(total).mul(theta)
    return total
