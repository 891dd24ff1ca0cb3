def logits_gradient(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    return (torch.softmax(logits, dim=1) - P) / len(logits)


def parameter_gradients(
    X: torch.Tensor, W: torch.Tensor, b: torch.Tensor, y: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    ones = X.new_ones(len(X), 1)
    X1 = torch.cat([X, ones], dim=1)
    W1 = torch.cat([W, b[None]], dim=0)
    P = torch.eye(len(b), dtype=X.dtype, device=X.device)[y]
    both = X1.T.matmul(torch.softmax(X1.matmul(W1), 1).sub(P)).div(len(X))
    return both[:-1], both[-1]
