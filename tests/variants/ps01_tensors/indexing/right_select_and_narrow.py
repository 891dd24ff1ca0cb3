def element(A: torch.Tensor, i: int, j: int) -> torch.Tensor:
    return A.select(0, i).select(0, j)


def row(A: torch.Tensor, i: int) -> torch.Tensor:
    return A.select(0, i)


def column(A: torch.Tensor, j: int) -> torch.Tensor:
    return A.select(1, j)


def block(A: torch.Tensor, i: int, j: int, h: int, w: int) -> torch.Tensor:
    return A.narrow(0, i, h).narrow(1, j, w)


def checker(A: torch.Tensor) -> torch.Tensor:
    return A[0::2][:, 1::2]


def framed(A: torch.Tensor, value: float) -> torch.Tensor:
    edge = torch.zeros_like(A, dtype=torch.bool)
    edge[0, :] = edge[-1, :] = True
    edge[:, 0] = edge[:, -1] = True
    return A.masked_fill(edge, value)
