# loses: the norm before clipping is returned
# hint: The norm is a tensor: .item() makes a Python number of it.

def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    gradients = [p.grad for p in parameters if p.grad is not None]
    norm = math.sqrt(sum(g.double().square().sum().item() for g in gradients))
    if norm > theta:
        for gradient in gradients:
            gradient *= theta / norm
    return torch.tensor(norm)
