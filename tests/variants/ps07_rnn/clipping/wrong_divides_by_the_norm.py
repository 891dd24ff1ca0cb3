# loses: one norm for two parameters; random gradients become as long as theta; gradients of zeros, and no gradient at all
# hint: g / norm has length 1: theta is missing.

def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    gradients = [p.grad for p in parameters if p.grad is not None]
    norm = math.sqrt(sum(g.double().square().sum().item() for g in gradients))
    if norm > theta:
        for gradient in gradients:
            gradient /= norm
    return norm
