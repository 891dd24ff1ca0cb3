# loses: l1_norm of (3, -4) is 7; l2_norm of (3, -4) is 5; max_norm of (3, -4) is 4; norms along dim 1; norms use no ready-made norm; l1_norm of random tensors; l2_norm of random tensors; max_norm of random tensors; norms scale and obey the triangle inequality; norms of one entry and of none; norms leave their argument alone; norms keep dtype and device
# hint: item() and tolist() leave torch: dtype and device are gone.

def l1_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return x.abs().sum().item() if dim is None else x.abs().sum(dim).tolist()


def l2_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return (x * x).sum().sqrt().item() if dim is None else (x * x).sum(dim).sqrt().tolist()


def max_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return x.abs().max().item() if dim is None else x.abs().amax(dim).tolist()
