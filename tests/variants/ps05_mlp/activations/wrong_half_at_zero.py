# loses: relu_derivative of (-2, 0, 3); activations use nothing ready-made; activations of one number and of none
# hint: At 0 the convention is 0, not the middle of the two slopes.

def relu(x: torch.Tensor) -> torch.Tensor:
    return x.clamp(min=0)


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return (x.sign() + 1) / 2


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    return 1 / (1 + (-x).exp())


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    s = 1 / (1 + (-x).exp())
    return s * (1 - s)
