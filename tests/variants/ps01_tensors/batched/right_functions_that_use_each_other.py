def lengths_of(X: torch.Tensor) -> torch.Tensor:
    return (X**2).sum(-1).sqrt()


def batched_matvec(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return torch.matmul(X.unsqueeze(1), A.transpose(1, 2)).squeeze(1)


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return torch.linalg.vecdot(X, batched_matvec(A, X))


def normalise_rows(X: torch.Tensor) -> torch.Tensor:
    lengths = lengths_of(X)
    result = X.clone()
    result[lengths > 0] /= lengths[lengths > 0][:, None]
    return result
