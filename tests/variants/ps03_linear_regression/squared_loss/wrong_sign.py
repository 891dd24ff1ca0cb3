# loses: loss_gradient of three examples; no ready-made loss and no ready-made derivative; loss_gradient of random data; loss, gradient and closed form of one example
# hint: Your gradient points downhill; the gradient points uphill, and the step later goes against it.

def squared_loss(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return (X @ w - y).square().mean()


def loss_gradient(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return 2 / len(y) * (X.T @ (y - X @ w))


def closed_form(X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return torch.linalg.solve(X.T @ X, X.T @ y)
