def central_difference(
    f: Callable[[torch.Tensor], torch.Tensor],
    x: torch.Tensor,
    h: float = 1e-5,
) -> torch.Tensor:
    point = x.clone().flatten()
    result = []
    for i in range(len(point)):
        old = point[i].item()
        point[i] = old + h
        above = f(point.reshape(x.shape)).item()
        point[i] = old - h
        below = f(point.reshape(x.shape)).item()
        point[i] = old
        result.append((above - below) / h / 2)
    return torch.tensor(result, dtype=x.dtype).view(x.shape)
