# loses: central_difference of one entry and of none
# hint: With no entries there is nothing to stack: what should come out then?

def central_difference(
    f: Callable[[torch.Tensor], torch.Tensor],
    x: torch.Tensor,
    h: float = 1e-5,
) -> torch.Tensor:
    flat = x.reshape(-1)
    slopes = []
    for i in range(len(flat)):
        e = torch.zeros_like(flat)
        e[i] = h
        slopes.append((f((flat + e).reshape(x.shape)) - f((flat - e).reshape(x.shape))) / (2 * h))
    return torch.stack(slopes).reshape(x.shape)
