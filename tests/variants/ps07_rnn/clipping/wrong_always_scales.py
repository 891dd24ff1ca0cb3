# loses: (0.3, 0.4) stays, and 0.5 is returned; small gradients stay bit by bit
# hint: Where the norm is below theta, min(1, ...) is 1: shorter gradients are not made longer.

def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    gradients = [p.grad for p in parameters if p.grad is not None]
    norm = math.sqrt(sum(g.double().square().sum().item() for g in gradients))
    if norm > 0:
        for gradient in gradients:
            gradient *= theta / norm
    return norm
