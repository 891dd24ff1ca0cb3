# loses: normalise_rows of two rows; normalise_rows of random rows; normalise_rows keeps rows of zeros; batched operations with sizes 0 and 1
# hint: Lengths of shape (B,) are spread over the columns; they belong to the rows.

def batched_matvec(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return (A * X[:, None, :]).sum(2)


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return ((A * X[:, None, :]).sum(2) * X).sum(1)


def normalise_rows(X: torch.Tensor) -> torch.Tensor:
    lengths = (X * X).sum(1).sqrt()
    return X / torch.where(lengths > 0, lengths, 1)
