def relu(x: torch.Tensor) -> torch.Tensor:
    return torch.where(x > 0, x, torch.zeros_like(x))


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return torch.where(x > 0, torch.ones_like(x), torch.zeros_like(x))


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    return (1 + torch.tanh(x / 2)) / 2


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    return (1 - torch.tanh(x / 2) ** 2) / 4
