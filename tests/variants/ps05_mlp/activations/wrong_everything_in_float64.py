# loses: relu of (-2, 0, 3); sigmoid of 0 and of log 3; sigmoid_derivative of 0 and of log 3; activations use nothing ready-made; relu of random tensors; sigmoid of random tensors; derivatives of random tensors; sigmoid and its derivative at 10,000 and -10,000; activations of one number and of none; activations leave their argument alone; activations keep dtype and device
# hint: float32 comes in, float64 goes out: leave the dtype as it is.

def relu(x: torch.Tensor) -> torch.Tensor:
    return x.double().clamp(min=0)


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return (x > 0).to(x.dtype)


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    return 1 / (1 + (-x.double()).exp())


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    s = 1 / (1 + (-x.double()).exp())
    return s * (1 - s)
