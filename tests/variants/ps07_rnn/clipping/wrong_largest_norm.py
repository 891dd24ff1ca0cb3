# loses: one norm for two parameters; random gradients become as long as theta; the norm before clipping is returned
# hint: One norm for all of them together: the largest of the single norms is smaller.

def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    gradients = [p.grad for p in parameters if p.grad is not None]
    norm = max([g.double().norm().item() for g in gradients], default=0.0)
    if norm > theta:
        for gradient in gradients:
            gradient *= theta / norm
    return norm
