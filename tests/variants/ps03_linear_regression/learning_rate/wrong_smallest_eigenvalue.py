# loses: largest_learning_rate of the example is 0.5; largest_learning_rate of random data
# hint: The steepest direction diverges first: the bound belongs to the largest eigenvalue.

def largest_learning_rate(X: torch.Tensor) -> float:
    return 2 / torch.linalg.eigvalsh(2 / len(X) * X.T @ X).min().item()


def outcome(X: torch.Tensor, lr: float, steps: int) -> str:
    curvatures = torch.linalg.eigvalsh(2 / len(X) * X.T @ X)
    slowest = (1 - lr * curvatures).abs().max().item()
    if slowest > 1:
        return "diverges"
    return "converges" if slowest**steps <= 0.01 else "too slow"
