# loses: layer_jacobian of random layers; chain of random Jacobians; pullback of random vectors; Jacobians with sizes 0 and 1; Jacobians leave their arguments alone
# hint: torch.eye and torch.ones are float32 unless you say otherwise; then a float64 matrix does not fit, or loses half of its digits.

def layer_jacobian(
    W: torch.Tensor, b: torch.Tensor, x: torch.Tensor
) -> torch.Tensor:
    slopes = 1 - torch.tanh(W @ x + b).square()  # (k,)
    return (slopes[:, None] * W).float()


def chain(jacobians: list[torch.Tensor]) -> torch.Tensor:
    product = jacobians[0]
    for jacobian in jacobians[1:]:
        product = jacobian @ product
    return product.float()


def pullback(g: torch.Tensor, jacobians: list[torch.Tensor]) -> torch.Tensor:
    for jacobian in reversed(jacobians):
        g = g @ jacobian
    return g.float()
