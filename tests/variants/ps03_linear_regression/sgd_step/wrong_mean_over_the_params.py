# loses: sgd_step on several parameters; sgd_step skips parameters without a gradient; sgd_step does five steps as torch.optim.SGD does
# hint: You divide by the number of parameters; each takes the whole step.

def sgd_step(params: list[torch.Tensor], lr: float) -> None:
    with torch.no_grad():
        for theta in params:
            if theta.grad is not None:
                theta -= lr / len(params) * theta.grad
                theta.grad = None
