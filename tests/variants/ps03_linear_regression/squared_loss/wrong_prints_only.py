# loses: squared_loss of the errors -1, 0 and -2 is 5/3; loss_gradient of three examples; closed_form finds the line 1 + 2t; no ready-made loss and no ready-made derivative; squared_loss of random data; loss_gradient of random data; closed_form of random data; loss, gradient and closed form of one example; loss, gradient and closed form leave their arguments alone; loss, gradient and closed form keep the dtype
# hint: Your functions print their result and return nothing: `return` hands it over.

def squared_loss(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    print((X @ w - y).square().mean())


def loss_gradient(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    print(2 / len(y) * (X.T @ (X @ w - y)))


def closed_form(X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    print(torch.linalg.solve(X.T @ X, X.T @ y))
