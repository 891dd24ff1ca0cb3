# loses: normalise_rows keeps rows of zeros
# hint: What is 0 divided by 0?

def batched_matvec(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return (A * X[:, None, :]).sum(2)


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return ((A * X[:, None, :]).sum(2) * X).sum(1)


def normalise_rows(X: torch.Tensor) -> torch.Tensor:
    return X / (X * X).sum(1, keepdim=True).sqrt()
