# loses: loss_gradient of three examples; loss_gradient of random data
# hint: len(w) counts features; the mean is over the examples.

def squared_loss(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return (X @ w - y).square().mean()


def loss_gradient(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return 2 / len(w) * (X.T @ (X @ w - y))


def closed_form(X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return torch.linalg.solve(X.T @ X, X.T @ y)
