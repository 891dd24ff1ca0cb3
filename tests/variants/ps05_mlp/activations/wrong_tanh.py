# loses: sigmoid of 0 and of log 3; activations use nothing ready-made; sigmoid of random tensors; sigmoid and its derivative at 10,000 and -10,000; activations of one number and of none
# hint: tanh goes from -1 to 1; the sigmoid goes from 0 to 1, and is half as steep in x.

def relu(x: torch.Tensor) -> torch.Tensor:
    return x.clamp(min=0)


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return (x > 0).to(x.dtype)


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    return x.tanh()


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    s = 1 / (1 + (-x).exp())
    return s * (1 - s)
