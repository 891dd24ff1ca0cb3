def train_pass(
    parameters: dict[str, torch.Tensor],
    chunks: list[tuple[torch.Tensor, torch.Tensor]],
    h: torch.Tensor,
    lr: float,
    theta: float,
) -> tuple[list[float], torch.Tensor]:
    names = list(parameters)
    losses = []
    for X, Y in chunks:
        own = {name: parameters[name].detach().requires_grad_() for name in names}
        logits, h_next = language_model(own, X, h)
        loss = (logits.logsumexp(2) - logits.gather(2, Y.unsqueeze(2)).squeeze(2)).mean()
        grads = torch.autograd.grad(loss, [own[name] for name in names])
        g = torch.cat([grad.reshape(-1) for grad in grads])
        scale = (theta / g.norm()).clamp(max=1)
        with torch.no_grad():
            for name, grad in zip(names, grads):
                parameters[name].sub_(lr * scale * grad)
        losses.append(loss.item())
        h = h_next.detach()
    return losses, h
