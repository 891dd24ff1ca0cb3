# loses: AND is learned with seed 0; XOR is solved with seed 0; XOR is solved for at least 4 of 5 seeds; all four parameters learn; XOR with labels and points changed; three inputs and more rows
# hint: The training stops long before all points are right.

def train_mlp(
    X: torch.Tensor, y: torch.Tensor, hidden: int, seed: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    source = torch.Generator().manual_seed(seed)
    W1 = torch.randn(X.shape[1], hidden, generator=source).to(X)
    W2 = torch.randn(hidden, 1, generator=source).to(X)
    b1, b2 = X.new_zeros(hidden), X.new_zeros(1)
    truth = y[:, None].to(X)
    for _ in range(1):
        A = X @ W1 + b1
        H = A.clamp(min=0)
        G = (torch.sigmoid(H @ W2 + b2) - truth) / len(X)
        A_grad = G @ W2.T * (A > 0)
        W2 -= 0.5 * H.T @ G
        b2 -= 0.5 * G.sum(dim=0)
        W1 -= 0.5 * X.T @ A_grad
        b1 -= 0.5 * A_grad.sum(dim=0)
    return W1, b1, W2, b2
