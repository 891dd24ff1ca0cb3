# loses: normalise_rows of random rows
# hint: A short row has a direction, too: only a row of zeros has none.

def batched_matvec(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return (A @ X[:, :, None])[:, :, 0]


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return (X[:, :, None] * A * X[:, None, :]).sum(dim=(1, 2))


def normalise_rows(X):
    l = X.norm(dim=1, keepdim=True)
    return torch.where(l < 0.001, torch.zeros_like(X), X / l.clamp(min=1e-30))
