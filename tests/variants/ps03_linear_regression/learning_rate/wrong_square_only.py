# loses: largest_learning_rate of random data; outcome diverges beyond 2 / lambda_max and not below; outcome agrees with gradient descent that was run; learning rates for one feature, and for one example
# hint: len(X) is the number of rows, and the number of features only if X is square.

def largest_learning_rate(X: torch.Tensor) -> float:
    return 2 / torch.linalg.eigvalsh(2 / X.shape[1] * X.T @ X).max().item()


def outcome(X: torch.Tensor, lr: float, steps: int) -> str:
    curvatures = torch.linalg.eigvalsh(2 / X.shape[1] * X.T @ X)
    slowest = (1 - lr * curvatures).abs().max().item()
    if slowest > 1:
        return "diverges"
    return "converges" if slowest**steps <= 0.01 else "too slow"
