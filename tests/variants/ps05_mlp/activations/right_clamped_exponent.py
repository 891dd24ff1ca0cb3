def relu(x: torch.Tensor) -> torch.Tensor:
    return torch.max(x, torch.tensor(0.0).to(x))


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return torch.heaviside(x, torch.zeros((), dtype=x.dtype, device=x.device))


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    e = x.clamp(max=80).exp()
    return e / (e + 1)


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    e = x.abs().neg().exp()
    return e / (1 + e) ** 2
