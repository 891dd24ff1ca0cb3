# loses: one example, one unit on and one off; gradients agree with central differences; gradient of W1 in random networks; gradient of W2 in random networks; a unit at exactly 0 is off; gradients for sizes of 1, and of no examples; the backward pass leaves its arguments alone
# hint: Each gradient has the shape of its parameter: yours are transposed.

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
    return A_grad.T @ X, A_grad.sum(dim=0), G.T @ H, G.sum(dim=0)
