# loses: central_difference uses no ready-made derivative
# hint: The numbers are right, but a ready-made derivative is used, inside a helper of yours.

def check(f, x):
    return torch.autograd.grad(f(x), x)[0]


def central_difference(
    f: Callable[[torch.Tensor], torch.Tensor],
    x: torch.Tensor,
    h: float = 1e-5,
) -> torch.Tensor:
    checker = check
    slopes = torch.zeros(x.numel(), dtype=x.dtype)
    for i in range(x.numel()):
        step = torch.zeros(x.numel(), dtype=x.dtype)
        step[i] = h
        step = step.reshape(x.shape)
        slopes[i] = (f(x + step) - f(x - step)) / (2 * h)
    return slopes.reshape(x.shape)
