# loses: l2_norm of (3, -4) is 5; norms along dim 1; l2_norm of random tensors; norms scale and obey the triangle inequality
# hint: Your l2_norm gives an area, not a length: compare its unit with that of x.

def l1_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return x.abs().sum() if dim is None else x.abs().sum(dim)


def l2_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return (x * x).sum() if dim is None else (x * x).sum(dim)


def max_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return x.abs().max() if dim is None else x.abs().amax(dim)
