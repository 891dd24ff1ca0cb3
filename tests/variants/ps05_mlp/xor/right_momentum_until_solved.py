def train_mlp(
    X: torch.Tensor, y: torch.Tensor, hidden: int, seed: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    source = torch.Generator().manual_seed(seed)
    params = [
        torch.randn(X.shape[1], hidden, generator=source, dtype=X.dtype).to(X.device),
        torch.zeros(hidden, dtype=X.dtype, device=X.device),
        torch.randn(hidden, 1, generator=source, dtype=X.dtype).to(X.device),
        torch.zeros(1, dtype=X.dtype, device=X.device),
    ]
    speed = [torch.zeros_like(p) for p in params]
    for step in range(2000):
        W1, b1, W2, b2 = params
        A = X @ W1 + b1
        O = A.relu() @ W2 + b2
        if ((O[:, 0] > 0) == (y == 1)).all() and step > 50:
            break
        G = (O.sigmoid() - y[:, None]) / len(y)
        D = (G @ W2.T) * (A > 0)
        grads = X.T @ D, D.sum(0), A.relu().T @ G, G.sum(0)
        for p, s, grad in zip(params, speed, grads):
            s *= 0.9
            s += grad
            p -= 0.1 * s
    return tuple(params)
