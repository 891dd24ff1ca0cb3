def layer_jacobian(
    W: torch.Tensor, b: torch.Tensor, x: torch.Tensor
) -> torch.Tensor:
    return torch.diag(1 - torch.tanh(W @ x + b) ** 2) @ W


def chain(jacobians: list[torch.Tensor]) -> torch.Tensor:
    whole = torch.eye(jacobians[0].shape[1], dtype=jacobians[0].dtype)
    for J in jacobians:
        whole = torch.matmul(J, whole)
    return whole


def pullback(g: torch.Tensor, jacobians: list[torch.Tensor]) -> torch.Tensor:
    row = g[None, :]
    for i in range(len(jacobians) - 1, -1, -1):
        row = row @ jacobians[i]
    return row[0]
