# loses: relu of random tensors; sigmoid of random tensors; activations of one number and of none; activations keep dtype and device
# hint: torch.zeros(len(x)) fits vectors only: take the shape from x.

def relu(x: torch.Tensor) -> torch.Tensor:
    return torch.maximum(x, torch.zeros(len(x)).to(x))


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return (x > 0).to(x.dtype)


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    return torch.ones(len(x)).to(x) / (1 + (-x).exp())


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    s = 1 / (1 + (-x).exp())
    return s * (1 - s)
