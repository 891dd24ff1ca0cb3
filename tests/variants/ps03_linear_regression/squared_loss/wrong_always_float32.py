# loses: squared_loss of random data; loss_gradient of random data; closed_form of random data; loss, gradient and closed form of one example; loss, gradient and closed form keep the dtype
# hint: Somewhere on the way the numbers become float32.

def squared_loss(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return (X @ w - y).float().square().mean()


def loss_gradient(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return 2 / len(y) * (X.T @ (X @ w - y)).float()


def closed_form(X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return torch.linalg.solve(X.T @ X, X.T @ y).float()
