def squared_length(tensor):
    return tensor.flatten().double().dot(tensor.flatten().double())


def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    grads = []
    for p in parameters:
        if p.grad is not None:
            grads.append(p.grad)
    norm = sum([squared_length(g) for g in grads], start=torch.zeros(())).sqrt()
    if norm.item() > theta:
        for g in grads:
            g.data.copy_(g * (theta / norm))
    return norm.item()
