# loses: batched_quadratic_form of two matrices; batched operations use no loop; batched_quadratic_form of random batches; batched operations with sizes 0 and 1
# hint: A number per example has shape (B,): print yours.

def batched_matvec(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return (A * X[:, None, :]).sum(2)


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return X[:, None, :] @ A @ X[:, :, None]


def normalise_rows(X: torch.Tensor) -> torch.Tensor:
    lengths = (X * X).sum(1, keepdim=True).sqrt()
    return torch.where(lengths > 0, X / lengths, X)
