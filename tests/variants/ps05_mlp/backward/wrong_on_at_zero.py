# loses: a unit at exactly 0 is off
# hint: At 0 a unit is off, by the convention here: >= lets it pass.

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
    A_grad = H_grad * (A >= 0)
    return X.T @ A_grad, A_grad.sum(dim=0), H.T @ G, G.sum(dim=0)
