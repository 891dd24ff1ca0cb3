def layer_jacobian(W: torch.Tensor, b: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    slopes = 1 - torch.tanh(W @ x + b).square()
    return slopes[:, None] * W


def chain(jacobians):
    if len(jacobians) == 1:
        return jacobians[0].clone()
    return torch.linalg.multi_dot(jacobians[::-1])


def pullback(g, jacobians):
    return torch.linalg.multi_dot([g, *jacobians[::-1]])
