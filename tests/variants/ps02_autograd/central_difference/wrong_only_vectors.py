# loses: central_difference of random functions
# hint: range(len(x)) goes through the rows; with more dims than one, or none, those are not the entries.

def central_difference(
    f: Callable[[torch.Tensor], torch.Tensor],
    x: torch.Tensor,
    h: float = 1e-5,
) -> torch.Tensor:
    slopes = torch.zeros_like(x)
    for i in range(len(x) if x.ndim else 1):
        step = torch.zeros_like(x)
        step[i if x.ndim else ...] = h
        slopes[i if x.ndim else ...] = (f(x + step) - f(x - step)) / (2 * h)
    return slopes
