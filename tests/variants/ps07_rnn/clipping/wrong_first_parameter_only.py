# loses: one norm for two parameters; random gradients become as long as theta
# hint: The gradients of all parameters are shortened, not that of the first one only.

def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    gradients = [p.grad for p in parameters if p.grad is not None]
    norm = math.sqrt(sum(g.double().square().sum().item() for g in gradients))
    if norm > theta:
        for gradient in gradients[:1]:
            gradient *= theta / norm
    return norm
