# loses: layer_jacobian with slopes 0.64 and 1; chain of two Jacobians; pullback of (1, -1); Jacobians without ready-made derivatives; Jacobians keep the dtype of float32
# hint: Converting to one dtype loses that of the arguments.

def layer_jacobian(
    W: torch.Tensor, b: torch.Tensor, x: torch.Tensor
) -> torch.Tensor:
    slopes = 1 - torch.tanh(W @ x + b).square()  # (k,)
    return (slopes[:, None] * W).double()


def chain(jacobians: list[torch.Tensor]) -> torch.Tensor:
    product = jacobians[0]
    for jacobian in jacobians[1:]:
        product = jacobian @ product
    return product.double()


def pullback(g: torch.Tensor, jacobians: list[torch.Tensor]) -> torch.Tensor:
    for jacobian in reversed(jacobians):
        g = g @ jacobian
    return g.double()
