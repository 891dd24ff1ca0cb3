# loses: Jacobians without ready-made derivatives; Jacobians with sizes 0 and 1
# hint: squeeze() removes every dim of size 1, wanted or not.

def layer_jacobian(
    W: torch.Tensor, b: torch.Tensor, x: torch.Tensor
) -> torch.Tensor:
    slopes = 1 - torch.tanh(W @ x + b).square()  # (k,)
    return (slopes[:, None] * W).squeeze()


def chain(jacobians: list[torch.Tensor]) -> torch.Tensor:
    product = jacobians[0]
    for jacobian in jacobians[1:]:
        product = jacobian @ product
    return product.squeeze()


def pullback(g: torch.Tensor, jacobians: list[torch.Tensor]) -> torch.Tensor:
    for jacobian in reversed(jacobians):
        g = g @ jacobian
    return g
