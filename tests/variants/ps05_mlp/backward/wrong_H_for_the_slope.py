# loses: one example, one unit on and one off; gradients agree with central differences; gradients are written by hand; gradient of W1 in random networks; gradient of b1 in random networks; gradients for sizes of 1, and of no examples
# hint: The gradient is multiplied with the slope of ReLU, 0 or 1, not with its value.

def mlp_backward(
    X: torch.Tensor,
    W1: torch.Tensor,
    b1: torch.Tensor,
    W2: torch.Tensor,
    b2: torch.Tensor,
    G: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    A = X @ W1 + b1
    H = A.clamp(min=0)
    H_grad = G @ W2.T
    A_grad = H_grad * H
    return X.T @ A_grad, A_grad.sum(dim=0), H.T @ G, G.sum(dim=0)
