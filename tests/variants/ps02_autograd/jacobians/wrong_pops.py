# loses: Jacobians leave their arguments alone
# hint: pop() takes the Jacobians out of the caller's list: a second call would find it empty.

def layer_jacobian(
    W: torch.Tensor, b: torch.Tensor, x: torch.Tensor
) -> torch.Tensor:
    slopes = 1 - torch.tanh(W @ x + b).square()  # (k,)
    return slopes[:, None] * W


def chain(jacobians: list[torch.Tensor]) -> torch.Tensor:
    product = jacobians.pop()
    while jacobians:
        product = product @ jacobians.pop()
    return product


def pullback(g: torch.Tensor, jacobians: list[torch.Tensor]) -> torch.Tensor:
    for jacobian in reversed(jacobians):
        g = g @ jacobian
    return g
