# loses: indexing keeps dtype and device
# hint: A tensor made from Python numbers gets torch's default dtype.

def element(A: torch.Tensor, i: int, j: int) -> torch.Tensor:
    return A[i, j]


def row(A: torch.Tensor, i: int) -> torch.Tensor:
    return A[i]


def column(A: torch.Tensor, j: int) -> torch.Tensor:
    return torch.tensor([entries[j].item() for entries in A])


def block(A: torch.Tensor, i: int, j: int, h: int, w: int) -> torch.Tensor:
    return A[i : i + h, j : j + w]


def checker(A: torch.Tensor) -> torch.Tensor:
    return A[::2, 1::2]


def framed(A: torch.Tensor, value: float) -> torch.Tensor:
    result = A.clone()
    result[0], result[-1], result[:, 0], result[:, -1] = value, value, value, value
    return result
