# loses: one example, one unit on and one off; gradients agree with central differences; gradient of W1 in random networks; gradient of b1 in random networks; gradients for sizes of 1, and of no examples
# hint: On the way back the gradient passes through W2 before it reaches the hidden units.

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
    H_grad = G.sum(dim=1, keepdim=True).expand(-1, len(W2))
    A_grad = H_grad * (A > 0)
    return X.T @ A_grad, A_grad.sum(dim=0), H.T @ G, G.sum(dim=0)
