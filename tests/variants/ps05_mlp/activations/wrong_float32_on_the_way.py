# loses: activations keep dtype and device
# hint: Somewhere on the way the numbers become float32, and digits that float32 cannot hold are gone for good.

def relu(x: torch.Tensor) -> torch.Tensor:
    return x.float().clamp(min=0).to(x.dtype)


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return (x > 0).to(x.dtype)


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    return (1 / (1 + (-x.float()).exp())).to(x.dtype)


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    s = 1 / (1 + (-x).exp())
    return s * (1 - s)
