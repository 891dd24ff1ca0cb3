def accuracy(logits: torch.Tensor, y: torch.Tensor) -> float:
    return (logits.argmax(dim=1) == y).double().mean().item()


def train(
    X: torch.Tensor,
    y: torch.Tensor,
    num_classes: int,
    epochs: int = 10,
    lr: float = 0.5,
    batch_size: int = 32,
) -> tuple[torch.Tensor, torch.Tensor, list[float]]:
    generator = torch.Generator().manual_seed(0)
    W = torch.zeros(X.shape[1], num_classes, dtype=X.dtype, device=X.device)
    b = torch.zeros(num_classes, dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(epochs):
        left = torch.randperm(len(X), generator=generator).tolist()
        values = []
        while left:
            batch, left = left[:batch_size], left[batch_size:]
            o = X[batch] @ W + b
            values.append(float(torch.nn.functional.cross_entropy(o, y[batch])))
            g = torch.softmax(o, 1)
            g[range(len(batch)), y[batch]] -= 1
            W = W - lr * (X[batch].T @ g) / len(batch)
            b = b - lr * g.sum(0) / len(batch)
        losses.append(sum(values) / len(values))
    return W, b, losses
