def layer_jacobian(
    W: torch.Tensor, b: torch.Tensor, x: torch.Tensor
) -> torch.Tensor:
    t = torch.einsum("kn,n->k", W, x).add(b).tanh()
    return torch.einsum("k,kn->kn", 1 - t * t, W)


def chain(jacobians: list[torch.Tensor]) -> torch.Tensor:
    left = jacobians[-1]
    for J in jacobians[-2::-1]:
        left = torch.einsum("mk,kn->mn", left, J)
    return left


def pullback(g: torch.Tensor, jacobians: list[torch.Tensor]) -> torch.Tensor:
    return torch.einsum("m,mn->n", g, chain(jacobians))
