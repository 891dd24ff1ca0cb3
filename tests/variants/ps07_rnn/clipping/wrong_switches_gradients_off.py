# loses: clipping changes gradients only, not their dtype
# hint: requires_grad stays on: the parameter has to learn in the next step, too.

def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    gradients = []
    for p in parameters:
        if p.grad is not None:
            p.requires_grad_(False)
            gradients.append(p.grad)
    norm = math.sqrt(sum(g.double().square().sum().item() for g in gradients))
    for gradient in gradients:
        gradient *= theta / max(norm, theta)
    return norm
