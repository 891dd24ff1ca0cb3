# loses: gradient of W for random batches; gradient of b for random batches; gradients for sizes of 1
# hint: The model has logits XW + b; without b its beliefs are different ones.

def logits_gradient(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    return (torch.softmax(logits, dim=1) - P) / len(logits)


def parameter_gradients(
    X: torch.Tensor, W: torch.Tensor, b: torch.Tensor, y: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    G = torch.softmax(X @ W, dim=1)  # (B, C)
    G[torch.arange(len(y)), y] -= 1
    G = G / len(y)
    return X.T @ G, G.sum(dim=0)
