def element(A: torch.Tensor, i: int, j: int) -> torch.Tensor:
    return A[i][j]


def row(A: torch.Tensor, i: int) -> torch.Tensor:
    return A[[i]].reshape(-1)


def column(A: torch.Tensor, j: int) -> torch.Tensor:
    return A.T[j]


def block(A: torch.Tensor, i: int, j: int, h: int, w: int) -> torch.Tensor:
    rows = torch.arange(i, i + h)
    columns = torch.arange(j, j + w)
    return A[rows[:, None], columns]


def checker(A: torch.Tensor) -> torch.Tensor:
    rows = list(range(0, A.shape[0], 2))
    columns = list(range(1, A.shape[1], 2))
    return A[rows][:, columns]


def framed(A: torch.Tensor, value: float) -> torch.Tensor:
    result = torch.full_like(A, value)
    result[1:-1, 1:-1] = A[1:-1, 1:-1]
    return result
