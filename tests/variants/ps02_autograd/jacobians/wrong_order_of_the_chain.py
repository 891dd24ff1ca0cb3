# loses: chain of two Jacobians; chain of random Jacobians; Jacobians with sizes 0 and 1
# hint: The function that is applied first stands on the right of the product.

def layer_jacobian(
    W: torch.Tensor, b: torch.Tensor, x: torch.Tensor
) -> torch.Tensor:
    slopes = 1 - torch.tanh(W @ x + b).square()  # (k,)
    return slopes[:, None] * W


def chain(jacobians: list[torch.Tensor]) -> torch.Tensor:
    product = jacobians[0]
    for jacobian in jacobians[1:]:
        product = product @ jacobian
    return product


def pullback(g: torch.Tensor, jacobians: list[torch.Tensor]) -> torch.Tensor:
    for jacobian in reversed(jacobians):
        g = g @ jacobian
    return g
