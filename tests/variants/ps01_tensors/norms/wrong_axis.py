# loses: norms along dim 1; l1_norm of random tensors; l2_norm of random tensors; max_norm of random tensors; norms of one entry and of none
# hint: sum(dim) adds along dim, so that dim is the one that disappears.

def l1_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return x.abs().sum() if dim is None else x.abs().sum(x.ndim - 1 - dim % x.ndim)


def l2_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return (x * x).sum().sqrt() if dim is None else (x * x).sum(x.ndim - 1 - dim % x.ndim).sqrt()


def max_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return x.abs().max() if dim is None else x.abs().amax(x.ndim - 1 - dim % x.ndim)
