def squared_loss(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    errors = (X * w).sum(dim=1) - y
    return (errors * errors).sum() / len(errors)


def loss_gradient(
    X: torch.Tensor, w: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    errors = (X * w).sum(dim=1) - y
    return 2 * (errors[:, None] * X).mean(dim=0)


def closed_form(X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return torch.linalg.lstsq(X, y[:, None]).solution[:, 0]
