# loses: sigmoid and its derivative at 10,000 and -10,000
# hint: exp(x) / (1 + exp(x)) is inf / inf at 10,000: the other form of the same number divides by it instead.

def relu(x: torch.Tensor) -> torch.Tensor:
    return x.clamp(min=0)


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return (x > 0).to(x.dtype)


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    return x.exp() / (1 + x.exp())


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    s = 1 / (1 + (-x).exp())
    return s * (1 - s)
