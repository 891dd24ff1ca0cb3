# loses: element of the table; element of other tables; indexing leaves the table alone; indexing keeps dtype and device
# hint: item() leaves torch; an entry can be a tensor without dims.

def element(A: torch.Tensor, i: int, j: int) -> torch.Tensor:
    return A[i, j].item()


def row(A: torch.Tensor, i: int) -> torch.Tensor:
    return A[i]


def column(A: torch.Tensor, j: int) -> torch.Tensor:
    return A[:, j]


def block(A: torch.Tensor, i: int, j: int, h: int, w: int) -> torch.Tensor:
    return A[i : i + h, j : j + w]


def checker(A: torch.Tensor) -> torch.Tensor:
    return A[::2, 1::2]


def framed(A: torch.Tensor, value: float) -> torch.Tensor:
    result = A.clone()
    result[0], result[-1], result[:, 0], result[:, -1] = value, value, value, value
    return result
