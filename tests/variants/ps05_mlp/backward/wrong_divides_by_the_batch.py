# loses: gradients agree with central differences; gradient of W1 in random networks; gradient of b1 in random networks; gradient of W2 in random networks; gradient of b2 in random networks; gradients for sizes of 1, and of no examples
# hint: Nothing is divided here: if the loss is a mean, G has that factor already.

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
    return X.T @ A_grad / len(X), A_grad.sum(dim=0) / len(X), H.T @ G / len(X), G.sum(dim=0) / len(X)
