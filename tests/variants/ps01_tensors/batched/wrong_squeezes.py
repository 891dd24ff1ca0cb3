# loses: batched operations with sizes 0 and 1
# hint: squeeze() removes every dim of size 1, wanted or not.

def batched_matvec(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return (A @ X[:, :, None]).squeeze()


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return (X[:, None, :] @ A @ X[:, :, None]).squeeze()


def normalise_rows(X: torch.Tensor) -> torch.Tensor:
    lengths = (X * X).sum(1, keepdim=True).sqrt()
    return torch.where(lengths > 0, X / lengths, X)
