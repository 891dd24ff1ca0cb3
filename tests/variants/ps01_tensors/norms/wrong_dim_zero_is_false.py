# loses: l1_norm of random tensors; l2_norm of random tensors; max_norm of random tensors
# hint: In Python, 0 counts as False: which branch does dim=0 take?

def l1_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    if dim:
        return x.abs().sum(dim)
    return x.abs().sum()


def l2_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    if dim:
        return (x * x).sum(dim).sqrt()
    return (x * x).sum().sqrt()


def max_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    if dim:
        return x.abs().amax(dim)
    return x.abs().max()
