# loses: l1_norm of (3, -4) is 7; max_norm of (3, -4) is 4; norms along dim 1; l1_norm of random tensors; max_norm of random tensors; norms scale and obey the triangle inequality
# hint: Look at what a negative entry does to your l1_norm and max_norm.

def l1_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return x.sum() if dim is None else x.sum(dim)


def l2_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return (x * x).sum().sqrt() if dim is None else (x * x).sum(dim).sqrt()


def max_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return x.max() if dim is None else x.amax(dim)
