# loses: batched_matvec of two matrices; batched_quadratic_form of two matrices; normalise_rows of two rows; batched operations use no loop; batched_matvec of random batches; batched_quadratic_form of random batches; normalise_rows of random rows; normalise_rows keeps rows of zeros; batched operations with sizes 0 and 1; batched operations leave their arguments alone; batched operations keep dtype and device
# hint: Your results have another dtype than your arguments: print .dtype of both.

def batched_matvec(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    A, X = A.to(torch.float64), X.to(torch.float64)
    return (A * X[:, None, :]).sum(2)


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    A, X = A.to(torch.float64), X.to(torch.float64)
    return ((A * X[:, None, :]).sum(2) * X).sum(1)


def normalise_rows(X: torch.Tensor) -> torch.Tensor:
    X = X.to(torch.float64)
    lengths = (X * X).sum(1, keepdim=True).sqrt()
    return torch.where(lengths > 0, X / lengths, X)
