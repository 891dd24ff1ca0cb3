# loses: batched operations keep dtype and device
# hint: Somewhere on the way the numbers become float32, and digits that float32 cannot hold are gone for good.

def batched_matvec(A, X):
    return (A * X.float()[:, None, :]).sum(2)


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return (X[:, :, None] * A * X[:, None, :]).sum(dim=(1, 2))


def normalise_rows(X: torch.Tensor) -> torch.Tensor:
    lengths = X.square().sum(dim=1, keepdim=True).sqrt()
    return X / torch.where(lengths == 0, 1, lengths)
