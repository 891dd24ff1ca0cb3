def l1_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    slices = x.flatten() if dim is None else x.movedim(dim, 0)
    total = torch.zeros_like(x.sum() if dim is None else x.sum(dim))
    for part in slices:
        total = total + part.abs()
    return total


def l2_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    slices = x.flatten() if dim is None else x.movedim(dim, 0)
    total = torch.zeros_like(x.sum() if dim is None else x.sum(dim))
    for part in slices:
        total += part * part
    return total**0.5


def max_norm(x: torch.Tensor, dim: int | None = None) -> torch.Tensor:
    slices = x.flatten() if dim is None else x.movedim(dim, 0)
    largest = slices[0].abs()
    for part in slices[1:]:
        largest = torch.maximum(largest, part.abs())
    return largest
