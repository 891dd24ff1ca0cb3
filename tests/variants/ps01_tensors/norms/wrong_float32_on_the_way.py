# loses: norms keep dtype and device
# hint: Going back to float64 at the end does not bring back the digits that float32 could not hold.

def l1_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    y = x.float().abs()
    return (y.sum() if dim is None else y.sum(dim)).to(x.dtype)


def l2_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    y = x.float() ** 2
    return (y.sum() if dim is None else y.sum(dim)).sqrt().to(x.dtype)


def max_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    y = x.float().abs()
    return (y.max() if dim is None else y.amax(dim)).to(x.dtype)
