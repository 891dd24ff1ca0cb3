# loses: norms along dim 1; norms use no ready-made norm; l1_norm of random tensors; l2_norm of random tensors; max_norm of random tensors; norms scale and obey the triangle inequality; norms of one entry and of none; norms keep dtype and device
# hint: Your functions give the same numbers whatever x is.

def l1_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return torch.tensor(7.0)


def l2_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return torch.tensor(5.0)


def max_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return torch.tensor(4.0)
