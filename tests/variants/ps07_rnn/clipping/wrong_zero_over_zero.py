# loses: gradients of zeros, and no gradient at all
# hint: A gradient of zeros has norm 0, and theta / 0 is no number.

def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    own = [p for p in parameters if p.grad is not None]
    norm = sum((p.grad**2).sum() for p in own) ** 0.5
    factor = 1 if own == [] else (theta * norm / norm**2).clamp(max=1)
    for p in own:
        p.grad *= factor
    return float(norm)
