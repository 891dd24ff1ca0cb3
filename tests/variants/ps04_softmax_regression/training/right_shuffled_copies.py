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
    W = torch.zeros((X.shape[1], num_classes)).to(X)
    b = torch.zeros((num_classes,)).to(X)
    losses = torch.zeros(epochs)
    for epoch in range(epochs):
        order = torch.rand(len(X)).argsort()
        batches = list(zip(X[order].split(batch_size), y[order].split(batch_size)))
        for x, label in batches:
            o = x.mm(W).add(b)
            lse = o.logsumexp(1, keepdim=True)
            hot = torch.nn.functional.one_hot(label, num_classes).to(X)
            losses[epoch] += (lse - (o * hot).sum(1, keepdim=True)).mean() / len(batches)
            g = ((o - lse).exp() - hot) / len(x)
            W, b = W - lr * x.T.mm(g), b - lr * g.sum(0)
    return W, b, losses.tolist()
