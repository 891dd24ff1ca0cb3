def over(reduce_dim, x, dim):
    """Apply `reduce_dim` to `x` along `dim`, or to all entries."""
    return reduce_dim(x, dim) if dim is not None else reduce_dim(x.flatten(), 0)

def l1_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return over(lambda t, d: t.sum(d), torch.abs(x), dim)


def l2_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return torch.sqrt(over(lambda t, d: t.sum(d), x.square(), dim))


def max_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    return over(lambda t, d: t.amax(d), torch.abs(x), dim)
