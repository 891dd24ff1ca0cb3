# loses: sgd_step clears the gradient; backward after sgd_step gives the new gradient alone; sgd_step does five steps as torch.optim.SGD does; training with sgd_step ends at the closed form
# hint: After the step the old gradient still stands in grad, and the next backward adds to it.

def sgd_step(params: list[torch.Tensor], lr: float) -> None:
    with torch.no_grad():
        for theta in params:
            if theta.grad is not None:
                theta -= lr * theta.grad
