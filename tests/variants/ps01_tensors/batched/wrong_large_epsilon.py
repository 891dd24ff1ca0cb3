# loses: normalise_rows of two rows; batched operations use no loop; normalise_rows of random rows; batched operations with sizes 0 and 1
# hint: Compute the length of one of your rows: is it 1?

def batched_matvec(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return (A * X[:, None, :]).sum(2)


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return ((A * X[:, None, :]).sum(2) * X).sum(1)


def normalise_rows(X: torch.Tensor) -> torch.Tensor:
    return X / ((X * X).sum(1, keepdim=True).sqrt() + 0.01)
