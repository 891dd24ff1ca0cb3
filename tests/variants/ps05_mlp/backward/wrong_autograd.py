# loses: gradients are written by hand
# hint: The numbers are right, but autograd computed them. The exercise is to go the way back yourself.

def mlp_backward(
    X: torch.Tensor,
    W1: torch.Tensor,
    b1: torch.Tensor,
    W2: torch.Tensor,
    b2: torch.Tensor,
    G: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    parameters = [p.detach().clone().requires_grad_() for p in (W1, b1, W2, b2)]
    V1, c1, V2, c2 = parameters
    outputs = torch.relu(X @ V1 + c1) @ V2 + c2
    outputs.backward(G)
    return tuple(p.grad for p in parameters)
