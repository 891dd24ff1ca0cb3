# loses: one norm for two parameters; random gradients become as long as theta; the norm before clipping is returned; small gradients stay bit by bit
# hint: Norms do not add up, squares do: 3 and 4 make 5.

def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    gradients = [p.grad for p in parameters if p.grad is not None]
    norm = sum(g.double().norm().item() for g in gradients)
    if norm > theta:
        for gradient in gradients:
            gradient *= theta / norm
    return norm
