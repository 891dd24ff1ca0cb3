# loses: normalise_rows of two rows; normalise_rows of random rows
# hint: Your columns have length 1: over which dim do you sum?

def batched_matvec(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return (A * X[:, None, :]).sum(2)


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return ((A * X[:, None, :]).sum(2) * X).sum(1)


def normalise_rows(X: torch.Tensor) -> torch.Tensor:
    lengths = (X * X).sum(0, keepdim=True).sqrt()
    return torch.where(lengths > 0, X / lengths, X)
