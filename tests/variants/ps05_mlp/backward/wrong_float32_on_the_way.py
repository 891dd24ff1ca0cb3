# loses: gradients agree with central differences; the backward pass keeps dtype and device
# hint: Somewhere on the way the numbers become float32, and digits that float32 cannot hold are gone for good.

def mlp_backward(
    X: torch.Tensor,
    W1: torch.Tensor,
    b1: torch.Tensor,
    W2: torch.Tensor,
    b2: torch.Tensor,
    G: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    dtype = X.dtype
    X, W1, b1, W2, b2, G = (t.float() for t in (X, W1, b1, W2, b2, G))
    A = X @ W1 + b1
    H = A.clamp(min=0)
    H_grad = G @ W2.T
    A_grad = H_grad * (A > 0)
    grads = X.T @ A_grad, A_grad.sum(dim=0), H.T @ G, G.sum(dim=0)
    return tuple(grad.to(dtype) for grad in grads)
