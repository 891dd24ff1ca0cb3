# loses: sgd_step skips parameters without a gradient
# hint: A parameter without a gradient keeps grad = None; yours has got one.

def sgd_step(params: list[torch.Tensor], lr: float) -> None:
    with torch.no_grad():
        for theta in params:
            if theta.grad is None:
                theta.grad = torch.ones_like(theta)
            else:
                theta -= lr * theta.grad
                theta.grad = None
