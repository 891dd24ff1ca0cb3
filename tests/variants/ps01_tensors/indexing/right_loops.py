def element(A: torch.Tensor, i: int, j: int) -> torch.Tensor:
    for number, entries in enumerate(A):
        if number == i:
            return entries[j]


def row(A: torch.Tensor, i: int) -> torch.Tensor:
    return A[i]


def column(A: torch.Tensor, j: int) -> torch.Tensor:
    return torch.stack([entries[j] for entries in A])


def block(A: torch.Tensor, i: int, j: int, h: int, w: int) -> torch.Tensor:
    return torch.stack([A[r, j : j + w] for r in range(i, i + h)])


def checker(A: torch.Tensor) -> torch.Tensor:
    return A[::2, 1::2]


def framed(A: torch.Tensor, value: float) -> torch.Tensor:
    n, m = A.shape
    B = A.clone()
    for i in range(n):
        for j in range(m):
            if i in (0, n - 1) or j in (0, m - 1):
                B[i, j] = value
    return B
