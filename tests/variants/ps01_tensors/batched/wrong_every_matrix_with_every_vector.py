# loses: batched_matvec of two matrices; batched operations use no loop; batched_matvec of random batches; batched operations with sizes 0 and 1
# hint: A @ X.T multiplies every matrix by every vector; the result has one dim too many.

def batched_matvec(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return A @ X.T


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return ((A * X[:, None, :]).sum(2) * X).sum(1)


def normalise_rows(X: torch.Tensor) -> torch.Tensor:
    lengths = (X * X).sum(1, keepdim=True).sqrt()
    return torch.where(lengths > 0, X / lengths, X)
