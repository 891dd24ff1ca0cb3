# loses: norms keep dtype and device
# hint: Converting the input to one dtype loses digits of a float64 tensor.

def l1_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    x = x.float()
    return x.abs().sum() if dim is None else x.abs().sum(dim)


def l2_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    x = x.float()
    return (x * x).sum().sqrt() if dim is None else (x * x).sum(dim).sqrt()


def max_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    x = x.float()
    return x.abs().max() if dim is None else x.abs().amax(dim)
