# loses: squared_loss of the errors -1, 0 and -2 is 5/3; loss_gradient of three examples; closed_form finds the line 1 + 2t; no ready-made loss and no ready-made derivative; squared_loss of random data; loss_gradient of random data; closed_form of random data; loss, gradient and closed form of one example; loss, gradient and closed form keep the dtype
# hint: item() and tolist() leave torch: shape and dtype are gone.

def squared_loss(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return (X @ w - y).square().mean().item()


def loss_gradient(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return (2 / len(y) * (X.T @ (X @ w - y))).tolist()


def closed_form(X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return torch.linalg.solve(X.T @ X, X.T @ y).tolist()
