# loses: batched operations keep dtype and device
# hint: Somewhere on the way the numbers become float32, and digits that float32 cannot hold are gone for good.

def batched_matvec(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return (A @ X[:, :, None])[:, :, 0]


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return (X[:, :, None] * A * X[:, None, :]).sum(dim=(1, 2))


def normalise_rows(X):
    l = X.square().sum(1, keepdim=True).sqrt().float()
    return X / torch.where(l == 0, 1, l)
