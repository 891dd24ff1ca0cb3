# loses: norms along dim 1; l2_norm of random tensors; norms scale and obey the triangle inequality; norms leave their argument alone
# hint: After y = x both names mean the same tensor: y *= y squares the entries of x as well.

def l1_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return x.abs().sum() if dim is None else x.abs().sum(dim)


def l2_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    y = x
    y *= y
    return y.sum().sqrt() if dim is None else y.sum(dim).sqrt()


def max_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return x.abs().max() if dim is None else x.abs().amax(dim)
