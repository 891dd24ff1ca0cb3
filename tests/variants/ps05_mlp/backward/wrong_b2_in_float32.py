# loses: the backward pass keeps dtype and device
# hint: Somewhere on the way the numbers become float32, and digits that float32 cannot hold are gone for good.

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
    return X.T @ A_grad, A_grad.sum(dim=0), H.T @ G, G.float().sum(dim=0).to(X.dtype)
