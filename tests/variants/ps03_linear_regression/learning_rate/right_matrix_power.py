def largest_learning_rate(X: torch.Tensor) -> float:
    return 2 / max(torch.linalg.eigvals(2 / len(X) * X.T @ X).real.tolist())


def outcome(X: torch.Tensor, lr: float, steps: int) -> str:
    if lr * max(torch.linalg.eigvals(2 / len(X) * X.T @ X).real.tolist()) > 2:
        return "diverges"
    M = torch.eye(X.shape[1], dtype=torch.float64) - lr * 2 / len(X) * (X.T @ X).double()
    left = torch.linalg.eigvalsh(torch.linalg.matrix_power(M, steps)).abs().max()
    return "converges" if left.item() <= 0.01 else "too slow"
