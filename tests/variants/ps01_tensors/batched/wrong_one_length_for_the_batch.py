# loses: normalise_rows of two rows; batched operations use no loop; normalise_rows of random rows
# hint: Each row has a length of its own.

def batched_matvec(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return (A * X[:, None, :]).sum(2)


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return ((A * X[:, None, :]).sum(2) * X).sum(1)


def normalise_rows(X: torch.Tensor) -> torch.Tensor:
    length = (X * X).sum().sqrt()
    return X / length if X.numel() and length > 0 else X.clone()
