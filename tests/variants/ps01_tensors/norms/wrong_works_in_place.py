# loses: norms leave their argument alone
# hint: Print x before and after the call: a method whose name ends in _ changes its tensor.

def l1_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    x.abs_()
    return x.sum() if dim is None else x.sum(dim)


def l2_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return (x * x).sum().sqrt() if dim is None else (x * x).sum(dim).sqrt()


def max_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    x.abs_()
    return x.max() if dim is None else x.amax(dim)
