def batched_matvec(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return torch.einsum("bmn,bn->bm", A, X)


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return torch.einsum("bi,bij,bj->b", X, A, X)


def normalise_rows(X: torch.Tensor) -> torch.Tensor:
    lengths = torch.linalg.norm(X, dim=1, keepdim=True)
    return X / lengths.masked_fill(lengths == 0, 1.0)
