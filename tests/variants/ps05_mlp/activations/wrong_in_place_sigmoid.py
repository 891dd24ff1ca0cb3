# loses: activations use nothing ready-made; sigmoid of random tensors; activations leave their argument alone
# hint: A method whose name ends in _ changes its tensor: for the caller as well.

def relu(x: torch.Tensor) -> torch.Tensor:
    return x.clamp(min=0)


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return x.gt_(0)


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    return x.neg_().exp().add(1).reciprocal()


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    s = x.neg_().exp_().add_(1).reciprocal_()
    return s * (1 - s)
