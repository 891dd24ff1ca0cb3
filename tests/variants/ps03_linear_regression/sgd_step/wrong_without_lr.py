# loses: sgd_step against the gradient (10, -20); sgd_step without torch.optim; sgd_step on several parameters; sgd_step skips parameters without a gradient; sgd_step does five steps as torch.optim.SGD does; training with sgd_step ends at the closed form
# hint: You subtract the whole gradient, and not lr times it.

def sgd_step(params: list[torch.Tensor], lr: float) -> None:
    with torch.no_grad():
        for theta in params:
            if theta.grad is not None:
                theta -= theta.grad
                theta.grad = None
