# loses: Jacobians without ready-made derivatives
# hint: The numbers are right, but an imported derivative is used; the exercise is to write the formula.

from torch.func import jacrev


def layer_jacobian(
    W: torch.Tensor, b: torch.Tensor, x: torch.Tensor
) -> torch.Tensor:
    return jacrev(lambda u: torch.tanh(W @ u + b))(x)


def chain(jacobians: list[torch.Tensor]) -> torch.Tensor:
    product = jacobians[0]
    for jacobian in jacobians[1:]:
        product = jacobian @ product
    return product


def pullback(g: torch.Tensor, jacobians: list[torch.Tensor]) -> torch.Tensor:
    for jacobian in reversed(jacobians):
        g = g @ jacobian
    return g
