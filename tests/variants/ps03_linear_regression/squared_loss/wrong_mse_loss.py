# loses: no ready-made loss and no ready-made derivative
# hint: The numbers are right, but a ready-made loss is used.

def squared_loss(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return torch.nn.functional.mse_loss(X @ w, y)


def loss_gradient(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return 2 / len(y) * (X.T @ (X @ w - y))


def closed_form(X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return torch.linalg.solve(X.T @ X, X.T @ y)
