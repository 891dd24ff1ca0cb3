# loses: pullback of (1, -1); pullback of random vectors; Jacobians with sizes 0 and 1
# hint: g belongs to the outputs, so it meets the Jacobian of the last function first.

def layer_jacobian(
    W: torch.Tensor, b: torch.Tensor, x: torch.Tensor
) -> torch.Tensor:
    slopes = 1 - torch.tanh(W @ x + b).square()  # (k,)
    return slopes[:, None] * W


def chain(jacobians: list[torch.Tensor]) -> torch.Tensor:
    product = jacobians[0]
    for jacobian in jacobians[1:]:
        product = jacobian @ product
    return product


def pullback(g: torch.Tensor, jacobians: list[torch.Tensor]) -> torch.Tensor:
    for jacobian in jacobians:
        g = g @ jacobian
    return g
