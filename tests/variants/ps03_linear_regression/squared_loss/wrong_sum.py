# loses: squared_loss of the errors -1, 0 and -2 is 5/3; loss_gradient of three examples; no ready-made loss and no ready-made derivative; squared_loss of random data; loss_gradient of random data
# hint: The task wants the mean over the examples; you add them up.

def squared_loss(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return (X @ w - y).square().sum()


def loss_gradient(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return 2 * (X.T @ (X @ w - y))


def closed_form(X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return torch.linalg.solve(X.T @ X, X.T @ y)
