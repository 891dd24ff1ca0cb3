# loses: sgd_step without torch.optim; sgd_step on several parameters; sgd_step skips parameters without a gradient; training with sgd_step ends at the closed form
# hint: The learning rate is an argument: use it as it was given.

def sgd_step(params: list[torch.Tensor], lr: float) -> None:
    with torch.no_grad():
        for theta in params:
            if theta.grad is not None:
                theta -= 0.1 * theta.grad
                theta.grad = None
