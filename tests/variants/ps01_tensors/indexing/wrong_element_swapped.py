# loses: element of the table; element of other tables
# hint: Row first, then column.

def element(A: torch.Tensor, i: int, j: int) -> torch.Tensor:
    return A[j, i]


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
