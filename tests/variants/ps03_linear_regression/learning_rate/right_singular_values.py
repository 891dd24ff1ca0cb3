def largest_learning_rate(X: torch.Tensor) -> float:
    largest = torch.linalg.svdvals(X)[0].item()
    return X.shape[0] / largest**2


def outcome(X: torch.Tensor, lr: float, steps: int) -> str:
    n = X.shape[0]
    factors = [1 - lr * 2 / n * s**2 for s in torch.linalg.svdvals(X).tolist()]
    rho = max(map(abs, factors))
    if lr > largest_learning_rate(X):
        return "diverges"
    if rho**steps > 0.01:
        return "too slow"
    return "converges"
