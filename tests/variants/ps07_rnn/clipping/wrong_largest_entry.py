# loses: (3, 4) becomes (0.6, 0.8), and 5 is returned; (0.3, 0.4) stays, and 0.5 is returned; one norm for two parameters; clipping uses nothing ready-made; random gradients become as long as theta; the norm before clipping is returned; gradients of zeros, and no gradient at all; parameters from a generator
# hint: The norm is not the largest entry.

def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    gradients = [p.grad for p in parameters if p.grad is not None]
    norm = max([g.double().abs().max().item() for g in gradients if g.numel()], default=0.0)
    if norm > theta:
        for gradient in gradients:
            gradient *= theta / norm
    return norm
