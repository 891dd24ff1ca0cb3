# loses: Jacobians leave their arguments alone
# hint: `b += W @ x` changes the caller's b.

def layer_jacobian(
    W: torch.Tensor, b: torch.Tensor, x: torch.Tensor
) -> torch.Tensor:
    b += W @ x
    slopes = 1 - torch.tanh(b).square()  # (k,)
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
