def l1_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    if dim is None:
        x, dim = x.reshape(-1), 0
    return torch.where(x < 0, -x, x).sum(dim=dim)


def l2_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    if dim is None:
        x, dim = x.flatten(), 0
    return torch.pow(torch.sum(x**2, dim=dim), 0.5)


def max_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    if dim is None:
        x, dim = x.reshape(-1), 0
    return torch.maximum(x.max(dim).values, (-x).max(dim=dim)[0])
