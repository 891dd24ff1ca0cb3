# loses: clipping changes gradients only, not their dtype
# hint: p itself is changed, too: only its gradient is to be shortened.

def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    own = [p for p in parameters if p.grad is not None]
    norm = math.sqrt(sum(p.grad.double().square().sum().item() for p in own))
    with torch.no_grad():
        for p in own:
            if norm > theta:
                p.grad *= theta / norm
                p *= theta / norm
    return norm
