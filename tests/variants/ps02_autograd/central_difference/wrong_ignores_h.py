# loses: central_difference of x^3 at 1 with h=0.5 is 3.25; central_difference with other steps; central_difference keeps the dtype of float32
# hint: The step h is an argument: use it as it was given.

def central_difference(
    f: Callable[[torch.Tensor], torch.Tensor],
    x: torch.Tensor,
    h: float = 1e-5,
) -> torch.Tensor:
    h = 1e-5
    slopes = torch.zeros(x.numel(), dtype=x.dtype)
    for i in range(x.numel()):
        step = torch.zeros(x.numel(), dtype=x.dtype)
        step[i] = h
        step = step.reshape(x.shape)
        slopes[i] = (f(x + step) - f(x - step)) / (2 * h)
    return slopes.reshape(x.shape)
