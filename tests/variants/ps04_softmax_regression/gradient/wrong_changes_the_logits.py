# loses: gradients leave their arguments alone
# hint: Work in place, and the caller finds other logits than it passed in.

def logits_gradient(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    logits -= logits.amax(dim=1, keepdim=True)
    return (torch.softmax(logits, dim=1) - P) / len(logits)


def parameter_gradients(
    X: torch.Tensor, W: torch.Tensor, b: torch.Tensor, y: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    G = torch.softmax(X @ W + b, dim=1)  # (B, C)
    G[torch.arange(len(y)), y] -= 1
    G = G / len(y)
    return X.T @ G, G.sum(dim=0)
