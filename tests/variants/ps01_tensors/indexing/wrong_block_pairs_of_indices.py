# loses: block of the table; block of other tables; tables with one row or one column
# hint: Two lists of indices are read in pairs; that gives a diagonal, not a block.

def element(A: torch.Tensor, i: int, j: int) -> torch.Tensor:
    return A[i, j]


def row(A: torch.Tensor, i: int) -> torch.Tensor:
    return A[i]


def column(A: torch.Tensor, j: int) -> torch.Tensor:
    return A[:, j]


def block(A: torch.Tensor, i: int, j: int, h: int, w: int) -> torch.Tensor:
    rows = torch.arange(i, i + h)
    columns = torch.arange(j, j + w)
    return A[rows, columns]


def checker(A: torch.Tensor) -> torch.Tensor:
    return A[::2, 1::2]


def framed(A: torch.Tensor, value: float) -> torch.Tensor:
    result = A.clone()
    result[0], result[-1], result[:, 0], result[:, -1] = value, value, value, value
    return result
