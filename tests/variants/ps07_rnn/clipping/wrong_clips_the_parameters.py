# loses: (3, 4) becomes (0.6, 0.8), and 5 is returned; one norm for two parameters; clipping uses nothing ready-made; random gradients become as long as theta; gradients of zeros, and no gradient at all; parameters from a generator; clipping changes gradients only, not their dtype
# hint: p is the parameter: the gradient that is to be shortened is p.grad.

def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    own = [p for p in parameters if p.grad is not None]
    norm = math.sqrt(sum(p.grad.double().square().sum().item() for p in own))
    with torch.no_grad():
        for p in own:
            if norm > theta:
                p *= theta / norm
    return norm
