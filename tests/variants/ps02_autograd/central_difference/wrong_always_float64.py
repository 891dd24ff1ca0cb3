# loses: central_difference keeps the dtype of float32
# hint: Your result is float64 whatever x is.

def central_difference(
    f: Callable[[torch.Tensor], torch.Tensor],
    x: torch.Tensor,
    h: float = 1e-5,
) -> torch.Tensor:
    slopes = torch.zeros(x.numel(), dtype=torch.float64)
    for i in range(x.numel()):
        step = torch.zeros(x.numel(), dtype=x.dtype)
        step[i] = h
        step = step.reshape(x.shape)
        slopes[i] = (f(x + step) - f(x - step)) / (2 * h)
    return slopes.reshape(x.shape)
