# loses: central_difference has one entry per entry of x; central_difference leaves x alone
# hint: Print x before and after the call: `x.view(-1)[i] += h` moves the caller's tensor, and nobody moves it back.

def central_difference(
    f: Callable[[torch.Tensor], torch.Tensor],
    x: torch.Tensor,
    h: float = 1e-5,
) -> torch.Tensor:
    slopes = torch.zeros_like(x)
    for i in range(x.numel()):
        point = x.view(-1)
        point[i] += h
        above = f(x)
        point[i] -= 2 * h
        slopes.view(-1)[i] = (above - f(x)) / (2 * h)
    return slopes
