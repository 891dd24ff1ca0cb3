# loses: norms keep dtype and device
# hint: Somewhere on the way the numbers become float32, and digits that float32 cannot hold are gone for good.

def l1_norm(x: torch.Tensor, dim: int | None=None) -> torch.Tensor:
    return x.abs().sum() if dim is None else x.abs().sum(dim)


def l2_norm(x, dim=None):
    s = x * x
    s = s.sum() if dim is None else s.sum(dim)
    return s.float().sqrt().to(x.dtype)


def max_norm(x: torch.Tensor, dim: int | None=None) -> torch.Tensor:
    return x.abs().max() if dim is None else x.abs().amax(dim)
