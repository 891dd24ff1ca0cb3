# loses: central_difference of x*x at 3 is 6; central_difference of x^3 at 1 with h=0.5 is 3.25; central_difference has one entry per entry of x; central_difference of random functions; central_difference with other steps; central_difference of one entry and of none; central_difference keeps the dtype of float32
# hint: The formula looks to both sides; yours looks forward only, so its error shrinks with h and not with h^2.

def central_difference(
    f: Callable[[torch.Tensor], torch.Tensor],
    x: torch.Tensor,
    h: float = 1e-5,
) -> torch.Tensor:
    slopes = torch.zeros(x.numel(), dtype=x.dtype)
    for i in range(x.numel()):
        step = torch.zeros(x.numel(), dtype=x.dtype)
        step[i] = h
        step = step.reshape(x.shape)
        slopes[i] = (f(x + step) - f(x)) / h
    return slopes.reshape(x.shape)
