# loses: Jacobians without ready-made derivatives; layer_jacobian of random layers; chain of random Jacobians; pullback of random vectors; Jacobians with sizes 0 and 1; Jacobians leave their arguments alone
# hint: Your functions give the same numbers whatever the arguments are.

def layer_jacobian(
    W: torch.Tensor, b: torch.Tensor, x: torch.Tensor
) -> torch.Tensor:
    return torch.tensor([[0.64, 1.28], [3.0, 4.0]])


def chain(jacobians: list[torch.Tensor]) -> torch.Tensor:
    return torch.tensor([[21.0, 10.0], [2.0, 1.0]])


def pullback(g: torch.Tensor, jacobians: list[torch.Tensor]) -> torch.Tensor:
    return torch.tensor([19.0, 9.0])
