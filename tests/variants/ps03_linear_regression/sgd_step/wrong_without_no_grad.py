# loses: sgd_step against the gradient (10, -20); sgd_step clears the gradient; sgd_step without torch.optim; sgd_step on several parameters; backward after sgd_step gives the new gradient alone; sgd_step skips parameters without a gradient; sgd_step does five steps as torch.optim.SGD does; training with sgd_step ends at the closed form; sgd_step with all gradients zero, and with no parameters
# hint: torch refuses to change a leaf in place while it records: no_grad() is missing.

def sgd_step(params: list[torch.Tensor], lr: float) -> None:
    for theta in params:
        if theta.grad is not None:
            theta -= lr * theta.grad
            theta.grad = None
