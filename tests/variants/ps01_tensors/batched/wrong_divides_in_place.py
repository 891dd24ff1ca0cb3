# loses: batched operations leave their arguments alone
# hint: Print X after the call: /= changes the tensor itself.

def batched_matvec(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return (A * X[:, None, :]).sum(2)


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return ((A * X[:, None, :]).sum(2) * X).sum(1)


def normalise_rows(X: torch.Tensor) -> torch.Tensor:
    lengths = (X * X).sum(1, keepdim=True).sqrt()
    X /= torch.where(lengths > 0, lengths, 1)
    return X
