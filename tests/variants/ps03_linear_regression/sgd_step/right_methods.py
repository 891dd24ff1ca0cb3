def sgd_step(params: list[torch.Tensor], lr: float) -> None:
    with torch.no_grad():
        for theta in params:
            if theta.grad is not None:
                theta.sub_(theta.grad, alpha=lr)
                theta.grad = torch.zeros_like(theta)
