# loses: all four parameters learn
# hint: One of the four parameters keeps its start: each has a gradient, and each takes a step.

def train_mlp(X, y, hidden, seed):
    g = torch.Generator().manual_seed(seed)
    W1 = torch.randn(X.shape[1], hidden, generator=g).to(X)
    W2 = torch.randn(hidden, 1, generator=g).to(X)
    b1, b2 = (X.new_zeros(hidden), X.new_zeros(1))
    t = y[:, None].to(X)
    for _ in range(400):
        A = X @ W1 + b1
        H = A.clamp(min=0)
        G = (torch.sigmoid(H @ W2 + b2) - t) / len(X)
        D = G @ W2.T * (A > 0)
        W2 -= 0.5 * H.T @ G
        b2 -= 0.5 * G.sum(dim=0)
        W1 -= 0.5 * X.T @ D
    return (W1, b1, W2, b2)
