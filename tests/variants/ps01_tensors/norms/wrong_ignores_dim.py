# loses: norms along dim 1; l1_norm of random tensors; l2_norm of random tensors; max_norm of random tensors; norms of one entry and of none
# hint: The argument dim does not appear in your code.

def l1_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return x.abs().sum()


def l2_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return (x * x).sum().sqrt()


def max_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return x.abs().max()
