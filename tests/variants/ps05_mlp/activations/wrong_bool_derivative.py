# loses: relu_derivative of (-2, 0, 3); activations use nothing ready-made; derivatives of random tensors; activations of one number and of none; activations leave their argument alone; activations keep dtype and device
# hint: A comparison gives True and False: make numbers of them, in the dtype of x.

def relu(x: torch.Tensor) -> torch.Tensor:
    return x.clamp(min=0)


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return x > 0


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    return 1 / (1 + (-x).exp())


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    s = 1 / (1 + (-x).exp())
    return s * (1 - s)
