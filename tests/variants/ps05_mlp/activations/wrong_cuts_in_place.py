# loses: activations leave their argument alone
# hint: x[x < 0] = 0 changes x itself: for the caller as well.

def relu(x: torch.Tensor) -> torch.Tensor:
    x[x < 0] = 0
    return x


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return (x > 0).to(x.dtype)


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    return 1 / (1 + (-x).exp())


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    s = 1 / (1 + (-x).exp())
    return s * (1 - s)
