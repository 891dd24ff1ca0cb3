# loses: relu of random tensors; activations of one number and of none; activations keep dtype and device
# hint: A tensor with two dims holds rows, and a tensor without dims cannot be looped over: work on all entries at once.

def relu(x: torch.Tensor) -> torch.Tensor:
    return torch.stack([v if v > 0 else 0 * v for v in x])


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return (x > 0).to(x.dtype)


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    return 1 / (1 + (-x).exp())


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    s = 1 / (1 + (-x).exp())
    return s * (1 - s)
