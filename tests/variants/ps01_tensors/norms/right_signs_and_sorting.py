def l1_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    y = x * x.sign()
    return y.sum(dim=tuple(range(x.ndim)) if dim is None else (dim,))


def l2_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    y = x.double()
    y = torch.einsum('...,...->...', y, y)
    return (y.sum() if dim is None else y.sum(dim)).sqrt().to(x.dtype)


def max_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    y = x.abs()
    return y.flatten().sort().values[-1] if dim is None else y.sort(dim).values.select(dim, -1)
