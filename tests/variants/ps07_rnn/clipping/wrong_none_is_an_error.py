# loses: gradients of zeros, and no gradient at all
# hint: A parameter without a gradient has p.grad = None: leave it out.

def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    gradients = [p.grad for p in parameters]
    norm = math.sqrt(sum(g.double().square().sum().item() for g in gradients))
    if norm > theta:
        for gradient in gradients:
            gradient *= theta / norm
    return norm
