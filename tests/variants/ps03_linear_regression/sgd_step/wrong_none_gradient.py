# loses: sgd_step skips parameters without a gradient
# hint: A parameter may have no gradient: None times a number is an error.

def sgd_step(params: list[torch.Tensor], lr: float) -> None:
    with torch.no_grad():
        for theta in params:
            theta -= lr * theta.grad
            theta.grad = None
