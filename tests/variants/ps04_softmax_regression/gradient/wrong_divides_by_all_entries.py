# loses: logits_gradient of two examples; gradients agree with central differences; logits_gradient of random logits; gradients with logits of 10,000 and -10,000
# hint: The mean is over the B examples, not over all B times C logits.

def logits_gradient(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    return (torch.softmax(logits, dim=1) - P) / logits.numel()


def parameter_gradients(
    X: torch.Tensor, W: torch.Tensor, b: torch.Tensor, y: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    G = torch.softmax(X @ W + b, dim=1)  # (B, C)
    G[torch.arange(len(y)), y] -= 1
    G = G / len(y)
    return X.T @ G, G.sum(dim=0)
