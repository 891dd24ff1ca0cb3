# loses: gradients keep dtype and device
# hint: Somewhere on the way the numbers become float32, and digits that float32 cannot hold are gone for good.

def logits_gradient(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    small = (torch.softmax(logits.float(), dim=1) - P.float()) / len(logits)
    return small.to(logits.dtype)


def parameter_gradients(
    X: torch.Tensor, W: torch.Tensor, b: torch.Tensor, y: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    G = torch.softmax((X @ W + b).float(), dim=1)
    G[torch.arange(len(y)), y] -= 1
    G = G / len(y)
    return (X.float().T @ G).to(X.dtype), G.sum(dim=0).to(X.dtype)
