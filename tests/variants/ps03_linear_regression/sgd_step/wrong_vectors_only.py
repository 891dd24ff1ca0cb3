# loses: sgd_step on several parameters
# hint: Your step is right for vectors; a parameter may have any number of dims.

def sgd_step(params: list[torch.Tensor], lr: float) -> None:
    with torch.no_grad():
        for theta in params:
            if theta.grad is not None:
                if theta.ndim == 1:
                    theta -= lr * theta.grad
                theta.grad = None
