# loses: gradients with logits of 10,000 and -10,000
# hint: exp of the logits overflows: take torch.softmax, or move the logits first.

def logits_gradient(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    weights = logits.exp()
    return (weights / weights.sum(dim=1, keepdim=True) - P) / len(logits)


def parameter_gradients(
    X: torch.Tensor, W: torch.Tensor, b: torch.Tensor, y: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    weights = (X @ W + b).exp()
    G = weights / weights.sum(dim=1, keepdim=True)
    G[torch.arange(len(y)), y] -= 1
    G = G / len(y)
    return X.T @ G, G.sum(dim=0)
