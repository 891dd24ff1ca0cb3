# loses: chain of two Jacobians; chain of random Jacobians
# hint: A product begins with the identity matrix; torch.ones is another matrix.

def layer_jacobian(
    W: torch.Tensor, b: torch.Tensor, x: torch.Tensor
) -> torch.Tensor:
    slopes = 1 - torch.tanh(W @ x + b).square()  # (k,)
    return slopes[:, None] * W


def chain(jacobians: list[torch.Tensor]) -> torch.Tensor:
    n = jacobians[0].shape[1]
    product = torch.ones(n, n, dtype=jacobians[0].dtype)
    for jacobian in jacobians:
        product = jacobian @ product
    return product


def pullback(g: torch.Tensor, jacobians: list[torch.Tensor]) -> torch.Tensor:
    for jacobian in reversed(jacobians):
        g = g @ jacobian
    return g
