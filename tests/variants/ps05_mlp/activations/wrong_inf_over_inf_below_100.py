# loses: sigmoid and its derivative at 10,000 and -10,000
# hint: One exponential is inf from 89 on, and inf over inf is NaN: between 89 and your limit nothing stops it.

def relu(x: torch.Tensor) -> torch.Tensor:
    return x.clamp(min=0)


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return (x > 0).to(x.dtype)


def sigmoid(x):
    e = x.exp()
    s = e / (1 + e)
    return torch.where(x > 100, torch.ones_like(x), s)


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    s = 1 / (1 + (-x).exp())
    return s * (1 - s)
