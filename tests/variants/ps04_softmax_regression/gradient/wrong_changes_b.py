# loses: gradients agree with central differences; gradient of W for random batches; gradient of b for random batches; gradients for sizes of 1; gradients leave their arguments alone
# hint: b -= changes the argument: the caller wanted a gradient, not a step.

def logits_gradient(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    return (torch.softmax(logits, dim=1) - P) / len(logits)


def parameter_gradients(
    X: torch.Tensor, W: torch.Tensor, b: torch.Tensor, y: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    G = torch.softmax(X @ W + b, dim=1)
    G[torch.arange(len(y)), y] -= 1
    G = G / len(y)
    b -= G.sum(dim=0)
    return X.T @ G, G.sum(dim=0)
