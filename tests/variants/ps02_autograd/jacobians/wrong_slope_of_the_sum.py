# loses: layer_jacobian with slopes 0.64 and 1; layer_jacobian of random layers
# hint: The slope is taken at a = W x + b, after tanh: you square a itself.

def layer_jacobian(
    W: torch.Tensor, b: torch.Tensor, x: torch.Tensor
) -> torch.Tensor:
    slopes = 1 - (W @ x + b).square()  # (k,)
    return slopes[:, None] * W


def chain(jacobians: list[torch.Tensor]) -> torch.Tensor:
    product = jacobians[0]
    for jacobian in jacobians[1:]:
        product = jacobian @ product
    return product


def pullback(g: torch.Tensor, jacobians: list[torch.Tensor]) -> torch.Tensor:
    for jacobian in reversed(jacobians):
        g = g @ jacobian
    return g
