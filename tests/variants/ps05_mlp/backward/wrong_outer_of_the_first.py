# loses: gradients agree with central differences; gradient of W1 in random networks; gradients for sizes of 1, and of no examples
# hint: Each example adds x_i times its gradient: the product of two matrices sums over them.

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
    A_grad = H_grad * (A > 0)
    return torch.outer(X[0], A_grad[0]) if len(X) else 0 * W1, A_grad.sum(dim=0), H.T @ G, G.sum(dim=0)
