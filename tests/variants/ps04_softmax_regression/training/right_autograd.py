def accuracy(logits: torch.Tensor, y: torch.Tensor) -> float:
    hits = 0
    for row, label in zip(logits, y):
        hits += int(row.argmax() == label)
    return hits / len(y)


def train(
    X: torch.Tensor,
    y: torch.Tensor,
    num_classes: int,
    epochs: int = 10,
    lr: float = 0.5,
    batch_size: int = 32,
) -> tuple[torch.Tensor, torch.Tensor, list[float]]:
    W = torch.zeros(X.shape[1], num_classes, dtype=X.dtype, device=X.device, requires_grad=True)
    b = torch.zeros(num_classes, dtype=X.dtype, device=X.device, requires_grad=True)
    losses = []
    for epoch in range(epochs):
        order = torch.randperm(X.shape[0])
        total, count = 0.0, 0
        for start in range(0, X.shape[0], batch_size):
            batch = order[start : start + batch_size]
            loss = torch.nn.functional.cross_entropy(X[batch] @ W + b, y[batch])
            loss.backward()
            with torch.no_grad():
                W -= lr * W.grad
                b -= lr * b.grad
            W.grad = b.grad = None
            total, count = total + loss.item(), count + 1
        losses.append(total / count)
    return W.detach(), b.detach(), losses
