# loses: relu_derivative of (-2, 0, 3); derivatives of random tensors
# hint: The slope of a line through the origin is 1, not the height of the line.

def relu(x: torch.Tensor) -> torch.Tensor:
    return x.clamp(min=0)


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return x.clamp(min=0)


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    return 1 / (1 + (-x).exp())


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    s = 1 / (1 + (-x).exp())
    return s * (1 - s)
