# loses: relu_derivative of (-2, 0, 3); derivatives of random tensors
# hint: Below 0 ReLU is flat: its slope is 0 there, not -1.

def relu(x: torch.Tensor) -> torch.Tensor:
    return x.clamp(min=0)


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return x.sign()


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    return 1 / (1 + (-x).exp())


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    s = 1 / (1 + (-x).exp())
    return s * (1 - s)
