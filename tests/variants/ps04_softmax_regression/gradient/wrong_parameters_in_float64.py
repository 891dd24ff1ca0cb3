# loses: parameter_gradients of two examples; gradients are written by hand; gradient of W for random batches; gradient of b for random batches; each row of the gradient sums to 0; gradients with logits of 10,000 and -10,000; gradients for sizes of 1; gradients leave their arguments alone; gradients keep dtype and device
# hint: float32 comes in, float64 goes out: leave the dtype as it is.

def logits_gradient(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    return (torch.softmax(logits, dim=1) - P) / len(logits)


def parameter_gradients(
    X: torch.Tensor, W: torch.Tensor, b: torch.Tensor, y: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    G = torch.softmax(X @ W + b, dim=1)  # (B, C)
    G[torch.arange(len(y)), y] -= 1
    G = G / len(y)
    return (X.T @ G).double(), G.double().sum(dim=0)
