# loses: clipping changes gradients only, not their dtype
# hint: Somewhere on the way the numbers become float32, and digits that float32 cannot hold are gone for good.

def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    gradients = [p.grad for p in parameters if p.grad is not None]
    norm = math.sqrt(sum(g.double().square().sum().item() for g in gradients))
    if norm > theta:
        for gradient in gradients:
            gradient.copy_(gradient.float() * (theta / norm))
    return norm
