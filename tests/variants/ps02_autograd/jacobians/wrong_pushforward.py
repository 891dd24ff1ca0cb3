# loses: pullback of (1, -1); pullback of random vectors; Jacobians with sizes 0 and 1
# hint: J @ g pushes a change of the inputs forward; the task wants g from the left.

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
        g = jacobian @ g
    return g
