# loses: framed of other tables
# hint: The number of the last column is not that of the last row.

def element(A: torch.Tensor, i: int, j: int) -> torch.Tensor:
    return A[i, j]


def row(A: torch.Tensor, i: int) -> torch.Tensor:
    return A[i]


def column(A: torch.Tensor, j: int) -> torch.Tensor:
    return A[:, j]


def block(A: torch.Tensor, i: int, j: int, h: int, w: int) -> torch.Tensor:
    return A[i : i + h, j : j + w]


def checker(A: torch.Tensor) -> torch.Tensor:
    return A[::2, 1::2]


def framed(A: torch.Tensor, value: float) -> torch.Tensor:
    n = A.shape[0]
    result = A.clone()
    result[0, :] = value
    result[n - 1, :] = value
    result[:, 0] = value
    result[:, n - 1] = value
    return result
