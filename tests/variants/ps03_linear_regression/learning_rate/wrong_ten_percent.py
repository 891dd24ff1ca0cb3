# loses: outcome agrees with gradient descent that was run
# hint: At most 1 % may be left, that is 0.01.

def largest_learning_rate(X: torch.Tensor) -> float:
    return 2 / torch.linalg.eigvalsh(2 / len(X) * X.T @ X).max().item()


def outcome(X: torch.Tensor, lr: float, steps: int) -> str:
    curvatures = torch.linalg.eigvalsh(2 / len(X) * X.T @ X)
    slowest = (1 - lr * curvatures).abs().max().item()
    if slowest > 1:
        return "diverges"
    return "converges" if slowest**steps <= 0.1 else "too slow"
