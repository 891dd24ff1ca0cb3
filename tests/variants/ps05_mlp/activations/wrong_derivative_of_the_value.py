# loses: sigmoid_derivative of 0 and of log 3; activations use nothing ready-made; derivatives of random tensors; sigmoid and its derivative at 10,000 and -10,000; activations of one number and of none
# hint: x is the argument of the sigmoid, not its value: take the sigmoid first.

def relu(x: torch.Tensor) -> torch.Tensor:
    return x.clamp(min=0)


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return (x > 0).to(x.dtype)


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    return 1 / (1 + (-x).exp())


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    return x * (1 - x)
