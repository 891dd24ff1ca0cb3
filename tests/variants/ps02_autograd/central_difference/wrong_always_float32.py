# loses: central_difference of x*x at 3 is 6; central_difference of x^3 at 1 with h=0.5 is 3.25; central_difference has one entry per entry of x; central_difference uses no ready-made derivative; central_difference of random functions; central_difference with other steps; central_difference of one entry and of none; central_difference leaves x alone
# hint: torch.zeros is float32 unless you say otherwise, and a result of float32 has lost half of the digits.

def central_difference(
    f: Callable[[torch.Tensor], torch.Tensor],
    x: torch.Tensor,
    h: float = 1e-5,
) -> torch.Tensor:
    slopes = torch.zeros(x.numel())
    for i in range(x.numel()):
        step = torch.zeros(x.numel(), dtype=x.dtype)
        step[i] = h
        step = step.reshape(x.shape)
        slopes[i] = (f(x + step) - f(x - step)) / (2 * h)
    return slopes.reshape(x.shape)
