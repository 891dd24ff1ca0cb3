# loses: norms of one entry and of none
# hint: What is the mean of no numbers?

def l1_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    n = x.numel() if dim is None else x.shape[dim]
    return (x.abs().mean() if dim is None else x.abs().mean(dim)) * n


def l2_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    n = x.numel() if dim is None else x.shape[dim]
    return ((x * x).mean() if dim is None else (x * x).mean(dim)).mul(n).sqrt()


def max_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return x.abs().max() if dim is None else x.abs().amax(dim)
