# loses: sgd_step skips parameters without a gradient
# hint: A parameter without a gradient ends your loop; those after it do not move.

def sgd_step(params: list[torch.Tensor], lr: float) -> None:
    with torch.no_grad():
        for theta in params:
            if theta.grad is None:
                break
            else:
                theta -= lr * theta.grad
                theta.grad = None
