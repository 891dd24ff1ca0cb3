# loses: indexing keeps dtype and device
# hint: The entries go through another dtype and come back with fewer digits.

def element(A: torch.Tensor, i: int, j: int) -> torch.Tensor:
    return A[i, j]


def row(A: torch.Tensor, i: int) -> torch.Tensor:
    return A[i]


def column(A: torch.Tensor, j: int) -> torch.Tensor:
    return A[:, j]


def block(A: torch.Tensor, i: int, j: int, h: int, w: int) -> torch.Tensor:
    return A[i:i + h, j:j + w]


def checker(A: torch.Tensor) -> torch.Tensor:
    return A[::2, 1::2]


def framed(A, value):
    R = A.double().clone()
    R[[0, -1]] = float(value)
    R[:, [0, -1]] = float(value)
    return R.to(A.dtype)
