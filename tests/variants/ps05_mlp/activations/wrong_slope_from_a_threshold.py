# loses: derivatives of random tensors
# hint: The slope is 1 for each x above 0, however little above.

def relu(x: torch.Tensor) -> torch.Tensor:
    return x.clamp(min=0)


def relu_derivative(x):
    return (x > 1e-06).to(x.dtype)


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    return 1 / (1 + (-x).exp())


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    s = 1 / (1 + (-x).exp())
    return s * (1 - s)
