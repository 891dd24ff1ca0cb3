# loses: closed_form finds the line 1 + 2t; no ready-made loss and no ready-made derivative; closed_form of random data; loss, gradient and closed form of one example
# hint: Your weights have shape (d, 1); the task wants (d,).

def squared_loss(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return (X @ w - y).square().mean()


def loss_gradient(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return 2 / len(y) * (X.T @ (X @ w - y))


def closed_form(X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return torch.linalg.solve(X.T @ X, X.T @ y)[:, None]
