# loses: one example, one unit on and one off; gradients agree with central differences; gradients are written by hand; gradient of W1 in random networks; gradient of b1 in random networks; gradient of W2 in random networks; gradient of b2 in random networks; a unit at exactly 0 is off; gradients for sizes of 1, and of no examples; the backward pass leaves its arguments alone
# hint: The order of the answers is W1, b1, W2, b2.

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
    return H.T @ G, G.sum(dim=0), X.T @ A_grad, A_grad.sum(dim=0)
