# loses: gradients agree with central differences; gradients are written by hand; gradient of b for random batches; gradients with logits of 10,000 and -10,000; gradients for sizes of 1; gradients leave their arguments alone
# hint: The sum over the classes of each row is always 0; b_j collects over the examples.

def logits_gradient(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    return (torch.softmax(logits, dim=1) - P) / len(logits)


def parameter_gradients(
    X: torch.Tensor, W: torch.Tensor, b: torch.Tensor, y: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    G = torch.softmax(X @ W + b, dim=1)  # (B, C)
    G[torch.arange(len(y)), y] -= 1
    G = G / len(y)
    return X.T @ G, G.sum(dim=1)
