# loses: gradients of zeros, and no gradient at all
# hint: A parameter without a gradient keeps its None.

def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    parameters = list(parameters)
    for p in parameters:
        if p.grad is None:
            p.grad = torch.zeros_like(p)
    gradients = [p.grad for p in parameters if p.grad is not None]
    norm = math.sqrt(sum(g.double().square().sum().item() for g in gradients))
    if norm > theta:
        for gradient in gradients:
            gradient *= theta / norm
    return norm
