# loses: norms along dim 1; l1_norm of random tensors; l2_norm of random tensors; max_norm of random tensors; norms of one entry and of none
# hint: Print the shape of a norm along dim 1: one dim more than asked is still there.

def l1_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return x.abs().sum() if dim is None else x.abs().sum(dim, keepdim=True)


def l2_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return (x * x).sum().sqrt() if dim is None else (x * x).sum(dim, keepdim=True).sqrt()


def max_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return x.abs().max() if dim is None else x.abs().amax(dim, keepdim=True)
