def norm(x, dim):
    squares = x * x
    linalg = squares.sum() if dim is None else squares.sum(dim)
    return torch.sqrt(linalg)

def l1_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    norm = x.abs()
    return norm.sum() if dim is None else norm.sum(dim)


def l2_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return norm(x, dim)


def max_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    dist = x.abs()
    return dist.max() if dim is None else dist.max(dim)[0]
