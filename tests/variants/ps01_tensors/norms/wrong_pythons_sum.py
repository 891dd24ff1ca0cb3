# loses: norms use no ready-made norm; l1_norm of random tensors; l2_norm of random tensors; norms of one entry and of none
# hint: Python's own sum adds up the rows of x; with two dims the result still is a vector.

def l1_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return sum(x.abs()) if dim is None else x.abs().sum(dim)


def l2_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return sum(x * x) ** 0.5 if dim is None else (x * x).sum(dim).sqrt()


def max_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return x.abs().max() if dim is None else x.abs().amax(dim)
