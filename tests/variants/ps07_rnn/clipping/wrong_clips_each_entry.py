# loses: (3, 4) becomes (0.6, 0.8), and 5 is returned; one norm for two parameters; clipping uses nothing ready-made; random gradients become as long as theta; gradients of zeros, and no gradient at all; parameters from a generator
# hint: Clamping each entry changes the direction: all entries are multiplied by the same number.

def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    gradients = [p.grad for p in parameters if p.grad is not None]
    norm = math.sqrt(sum(g.double().square().sum().item() for g in gradients))
    for gradient in gradients:
        gradient.clamp_(-theta, theta)
    return norm
