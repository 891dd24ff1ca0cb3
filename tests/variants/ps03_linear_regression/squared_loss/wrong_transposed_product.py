# loses: closed_form finds the line 1 + 2t; closed_form of random data
# hint: X X^T is n x n; the normal equations have the d x d matrix X^T X.

def squared_loss(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return (X @ w - y).square().mean()


def loss_gradient(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return 2 / len(y) * (X.T @ (X @ w - y))


def closed_form(X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return X.T @ torch.linalg.solve(X @ X.T, y)
