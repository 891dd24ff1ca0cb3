# loses: activations use nothing ready-made; activations of one number and of none
# hint: squeeze() drops every dim of size 1: the result has the shape of x.

def relu(x: torch.Tensor) -> torch.Tensor:
    return x.clamp(min=0).squeeze()


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return (x > 0).to(x.dtype).squeeze()


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    return (1 / (1 + (-x).exp())).squeeze()


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    s = (1 / (1 + (-x).exp())).squeeze()
    return s * (1 - s)
