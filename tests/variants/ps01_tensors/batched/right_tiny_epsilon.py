def batched_matvec(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return (A * X[:, None, :]).sum(2)


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return ((A * X[:, None, :]).sum(2) * X).sum(1)


def normalise_rows(X: torch.Tensor) -> torch.Tensor:
    return X / (X.norm(dim=1, keepdim=True) + torch.finfo(X.dtype).tiny)
