# loses: (3, 4) becomes (0.6, 0.8), and 5 is returned; (0.3, 0.4) stays, and 0.5 is returned; one norm for two parameters; clipping uses nothing ready-made; random gradients become as long as theta; the norm before clipping is returned; small gradients stay bit by bit; gradients of zeros, and no gradient at all; parameters from a generator
# hint: The norm of the gradients is asked for, not that of the parameters.

def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    own = [p for p in parameters if p.grad is not None]
    norm = math.sqrt(sum(p.detach().double().square().sum().item() for p in own))
    for p in own:
        if norm > theta:
            p.grad *= theta / norm
    return norm
