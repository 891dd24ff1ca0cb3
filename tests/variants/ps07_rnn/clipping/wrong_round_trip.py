# loses: small gradients stay bit by bit
# hint: g / norm * norm differs from g in the last bit: leave small gradients alone.

def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    gradients = [p.grad for p in parameters if p.grad is not None]
    norm = math.sqrt(sum(g.double().square().sum().item() for g in gradients))
    length = max(norm, 1e-30)
    for gradient in gradients:
        gradient /= length
        gradient *= min(theta, length)
    return norm
