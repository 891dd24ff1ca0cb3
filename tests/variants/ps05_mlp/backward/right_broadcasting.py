def mlp_backward(
    X: torch.Tensor,
    W1: torch.Tensor,
    b1: torch.Tensor,
    W2: torch.Tensor,
    b2: torch.Tensor,
    G: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    A = (X[:, :, None] * W1).sum(dim=1) + b1
    H = A.clamp(min=0)
    H_grad = (G[:, None, :] * W2).sum(dim=2)
    A_grad = H_grad.masked_fill(A <= 0, 0.0)
    W1_grad = (X[:, :, None] * A_grad[:, None, :]).sum(dim=0)
    W2_grad = (H[:, :, None] * G[:, None, :]).sum(dim=0)
    return W1_grad, A_grad.sum(dim=0), W2_grad, torch.ones(len(G), dtype=G.dtype, device=G.device) @ G
