# loses: gradients are written by hand; gradients for sizes of 1
# hint: squeeze() without a dim drops every dim of size 1.

def logits_gradient(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    return ((torch.softmax(logits, dim=1) - P) / len(logits)).squeeze()


def parameter_gradients(
    X: torch.Tensor, W: torch.Tensor, b: torch.Tensor, y: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    G = torch.softmax(X @ W + b, dim=1)  # (B, C)
    G[torch.arange(len(y)), y] -= 1
    G = G / len(y)
    return (X.T @ G).squeeze(), G.sum(dim=0)
