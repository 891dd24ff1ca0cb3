# loses: outcome agrees with gradient descent that was run; learning rates for one feature, and for one example
# hint: X X^T has one row per example; H has one per feature. Eigenvalues 0 come in.

def largest_learning_rate(X: torch.Tensor) -> float:
    return 2 / torch.linalg.eigvalsh(2 / len(X) * X.T @ X).max().item()


def outcome(X: torch.Tensor, lr: float, steps: int) -> str:
    curvatures = torch.linalg.eigvalsh(2 / len(X) * X @ X.T)
    curvatures = curvatures.clamp(min=0)  # -1e-17 is 0
    slowest = (1 - lr * curvatures).abs().max().item()
    if slowest > 1:
        return "diverges"
    return "converges" if slowest**steps <= 0.01 else "too slow"
