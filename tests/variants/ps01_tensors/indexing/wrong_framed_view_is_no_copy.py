# loses: indexing leaves the table alone
# hint: A slice of the whole tensor is a view: it shares the memory of A.

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
    result = A[:]
    result[[0, -1]] = value
    result[:, [0, -1]] = value
    return result
