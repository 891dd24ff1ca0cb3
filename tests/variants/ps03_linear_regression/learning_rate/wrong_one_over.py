# loses: largest_learning_rate of the example is 0.5; largest_learning_rate of random data; learning rates for one feature, and for one example
# hint: 1 / lambda_max is where the steepest direction needs one step; divergence begins at twice that.

def largest_learning_rate(X: torch.Tensor) -> float:
    return 1 / torch.linalg.eigvalsh(2 / len(X) * X.T @ X).max().item()


def outcome(X: torch.Tensor, lr: float, steps: int) -> str:
    curvatures = torch.linalg.eigvalsh(2 / len(X) * X.T @ X)
    slowest = (1 - lr * curvatures).abs().max().item()
    if slowest > 1:
        return "diverges"
    return "converges" if slowest**steps <= 0.01 else "too slow"
