# loses: sgd_step skips parameters without a gradient
# hint: A parameter without a gradient stays as it is; yours moves as if it had one.

def sgd_step(params: list[torch.Tensor], lr: float) -> None:
    with torch.no_grad():
        for theta in params:
            if theta.grad is None:
                theta -= lr
            else:
                theta -= lr * theta.grad
                theta.grad = None
