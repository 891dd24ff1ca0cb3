def sgd_step(params: list[torch.Tensor], lr: float) -> None:
    for theta in params:
        if theta.grad is None:
            continue
        theta.data -= lr * theta.grad
        theta.grad.zero_()
