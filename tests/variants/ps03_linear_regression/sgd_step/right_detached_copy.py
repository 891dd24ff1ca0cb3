@torch.no_grad()
def sgd_step(params: list[torch.Tensor], lr: float) -> None:
    # as torch.optim.SGD does it
    with_gradient = [theta for theta in params if theta.grad is not None]
    for theta in with_gradient:
        theta.copy_(theta - lr * theta.grad)
    for theta in with_gradient:
        theta.grad = None
