# loses: max_norm of random tensors
# hint: Every dim takes its own entries: with three dims there is one in the middle, and -2 and -3 count, too.

def l1_norm(x: torch.Tensor, dim: int | None=None) -> torch.Tensor:
    return x.abs().sum() if dim is None else x.abs().sum(dim)


def l2_norm(x: torch.Tensor, dim: int | None=None) -> torch.Tensor:
    squares = x * x
    return (squares.sum() if dim is None else squares.sum(dim)).sqrt()


def max_norm(x, dim=None):
    if dim is None:
        return x.abs().max()
    if dim in (0, -x.ndim):
        return x.abs().amax(0)
    return x.abs().amax(-1)
