# loses: one norm for two parameters; random gradients become as long as theta
# hint: Each parameter is clipped by itself, so the direction of the whole changes: one norm for all of them.

def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    total = 0.0
    for p in parameters:
        if p.grad is not None:
            norm = p.grad.double().norm().item()
            total += norm**2
            if norm > theta:
                p.grad *= theta / norm
    return total**0.5
