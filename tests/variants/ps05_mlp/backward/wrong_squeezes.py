# loses: one example, one unit on and one off; gradients are written by hand; gradients for sizes of 1, and of no examples
# hint: squeeze() drops every dim of size 1: a gradient has the shape of its parameter.

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
    return (X.T @ A_grad).squeeze(), A_grad.sum(dim=0), (H.T @ G).squeeze(), G.sum(dim=0)
