# loses: squared_loss of the errors -1, 0 and -2 is 5/3; no ready-made loss and no ready-made derivative; squared_loss of random data
# hint: You square the mean of the errors: errors of both signs cancel. Square first.

def squared_loss(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return (X @ w - y).mean().square()


def loss_gradient(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return 2 / len(y) * (X.T @ (X @ w - y))


def closed_form(X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return torch.linalg.solve(X.T @ X, X.T @ y)
