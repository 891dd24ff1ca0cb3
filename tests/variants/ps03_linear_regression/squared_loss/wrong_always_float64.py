# loses: squared_loss of the errors -1, 0 and -2 is 5/3; loss_gradient of three examples; closed_form finds the line 1 + 2t; no ready-made loss and no ready-made derivative; loss, gradient and closed form keep the dtype
# hint: Converting to float64 makes the result more exact than asked, and of another dtype.

def squared_loss(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return (X @ w - y).double().square().mean()


def loss_gradient(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    return 2 / len(y) * (X.T @ (X @ w - y)).double()


def closed_form(X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return torch.linalg.solve((X.T @ X).double(), (X.T @ y).double())
