# loses: sgd_step on several parameters; sgd_step skips parameters without a gradient; sgd_step does five steps as torch.optim.SGD does
# hint: Only the first parameter moves.

def sgd_step(params: list[torch.Tensor], lr: float) -> None:
    with torch.no_grad():
        for theta in params[:1]:
            if theta.grad is not None:
                theta -= lr * theta.grad
                theta.grad = None
