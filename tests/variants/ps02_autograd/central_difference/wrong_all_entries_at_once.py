# loses: central_difference has one entry per entry of x; central_difference of random functions; central_difference with other steps; central_difference keeps the dtype of float32
# hint: x + h moves all entries together, so you get the sum of all derivatives; one entry has to move at a time.

def central_difference(
    f: Callable[[torch.Tensor], torch.Tensor],
    x: torch.Tensor,
    h: float = 1e-5,
) -> torch.Tensor:
    slope = (f(x + h) - f(x - h)) / (2 * h)
    return slope * torch.ones_like(x)
