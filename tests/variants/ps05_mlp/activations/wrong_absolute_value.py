# loses: relu of (-2, 0, 3); relu of random tensors
# hint: What is negative becomes 0: |x| folds it up instead.

def relu(x: torch.Tensor) -> torch.Tensor:
    return x.abs()


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return (x > 0).to(x.dtype)


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    return 1 / (1 + (-x).exp())


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    s = 1 / (1 + (-x).exp())
    return s * (1 - s)
