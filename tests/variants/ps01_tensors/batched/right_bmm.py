def batched_matvec(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return torch.bmm(A, X.unsqueeze(2)).squeeze(2)


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return (X[:, None, :] @ A @ X[:, :, None]).reshape(len(X))


def normalise_rows(X: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.normalize(X, dim=1)
