def logits_gradient(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    weights = (logits - logits.amax(1, keepdim=True)).exp()
    p = weights / weights.sum(1, keepdim=True)
    return (p - P) * (1 / logits.shape[0])


def parameter_gradients(
    X: torch.Tensor, W: torch.Tensor, b: torch.Tensor, y: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    # no backward() and no autograd here
    o = torch.einsum("bi,ij->bj", X, W) + b
    o = o - o.max(dim=1, keepdim=True).values
    p = o.exp() / o.exp().sum(dim=1)[:, None]
    grad = torch.where(y[:, None] == torch.arange(len(b), device=y.device), p - 1, p)
    return torch.einsum("bi,bj->ij", X, grad) / len(X), grad.mean(dim=0)
