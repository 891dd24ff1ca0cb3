# loses: sigmoid_derivative of 0 and of log 3; derivatives of random tensors; sigmoid and its derivative at 10,000 and -10,000
# hint: s (1 - s), not s times s: what is 1 - s at 0, and at log 3?

def relu(x: torch.Tensor) -> torch.Tensor:
    return x.clamp(min=0)


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return (x > 0).to(x.dtype)


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    return 1 / (1 + (-x).exp())


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    s = 1 / (1 + (-x).exp())
    return s * s
