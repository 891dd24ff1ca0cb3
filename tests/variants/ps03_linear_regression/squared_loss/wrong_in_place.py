# loses: no ready-made loss and no ready-made derivative; loss, gradient and closed form of one example; loss, gradient and closed form leave their arguments alone
# hint: `y -= X @ w` turns the caller's labels into errors.

def squared_loss(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    y -= X @ w
    loss = y.square().mean()
    return loss


def loss_gradient(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return 2 / len(y) * (X.T @ (X @ w - y))


def closed_form(X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return torch.linalg.solve(X.T @ X, X.T @ y)
