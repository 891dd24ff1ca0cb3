# loses: (3, 4) becomes (0.6, 0.8), and 5 is returned; one norm for two parameters; the norm before clipping is returned; gradients of zeros, and no gradient at all; parameters from a generator
# hint: The norm before clipping is asked for; after it, it is known: theta.

def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    gradients = [p.grad for p in parameters if p.grad is not None]
    norm = math.sqrt(sum(g.double().square().sum().item() for g in gradients))
    if norm > theta:
        for gradient in gradients:
            gradient *= theta / norm
    return min(norm, theta)
