# loses: parameters from a generator
# hint: A generator is used up after the first walk: the second loop finds nothing. Make a list of it first.

def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    norm = math.sqrt(sum(p.grad.double().square().sum().item() for p in parameters if p.grad is not None))
    for p in parameters:
        if p.grad is not None and norm > theta:
            p.grad *= theta / norm
    return norm
