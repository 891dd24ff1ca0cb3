# loses: one step with one batch; digits: at least 90 % of new images; epochs of one batch follow the gradient; the last, smaller batch counts; losses holds the mean over the batches of each epoch; each example is used once in an epoch; digits that come sorted by class: at least 90 %; a class without examples; training keeps dtype and device
# hint: Your parameters never move: do the steps reach W and b, or copies of them?

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
    W = X.new_zeros(X.shape[1], num_classes)
    b = X.new_zeros(num_classes)
    losses = []
    for _ in range(epochs):
        values = []
        for batch in torch.randperm(len(X)).split(batch_size):
            w, c = W.clone(), b.clone()
            G = torch.softmax(X[batch] @ w + c, dim=1)
            at = torch.arange(len(batch)), y[batch]
            values.append(-G[at].log().mean().item())
            G[at] -= 1
            w -= lr * X[batch].T @ G / len(batch)
            c -= lr * G.mean(dim=0)
        losses.append(sum(values) / len(values))
    return W, b, losses
