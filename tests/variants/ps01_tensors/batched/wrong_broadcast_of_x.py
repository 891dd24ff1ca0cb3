# loses: batched_matvec of two matrices; batched operations use no loop; batched_matvec of random batches; batched_quadratic_form of random batches; batched operations with sizes 0 and 1
# hint: Dims are matched from the right: which dim of A does the batch dim of X meet?

def batched_matvec(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return (A * X).sum(2)


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return (X * (A * X).sum(2)).sum(1)


def normalise_rows(X: torch.Tensor) -> torch.Tensor:
    lengths = (X * X).sum(1, keepdim=True).sqrt()
    return torch.where(lengths > 0, X / lengths, X)
