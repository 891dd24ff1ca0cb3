# loses: relu of (-2, 0, 3); relu of random tensors
# hint: max(x, 0) is the larger one of the two; clamp(max=0) keeps what is not above 0.

def relu(x: torch.Tensor) -> torch.Tensor:
    return x.clamp(max=0)


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return (x > 0).to(x.dtype)


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    return 1 / (1 + (-x).exp())


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    s = 1 / (1 + (-x).exp())
    return s * (1 - s)
