def linear_backward(inputs, W, grad):
    """The gradients for W, b and the inputs of a linear layer."""
    return inputs.mT @ grad, grad.sum(dim=0), grad @ W.mT


def mlp_backward(
    X: torch.Tensor,
    W1: torch.Tensor,
    b1: torch.Tensor,
    W2: torch.Tensor,
    b2: torch.Tensor,
    G: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    H = torch.relu(X @ W1 + b1)
    W2_grad, b2_grad, H_grad = linear_backward(H, W2, G)
    W1_grad, b1_grad, _ = linear_backward(X, W1, H_grad * H.sign())
    return W1_grad, b1_grad, W2_grad, b2_grad
