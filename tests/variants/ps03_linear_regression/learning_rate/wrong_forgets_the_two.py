# loses: largest_learning_rate of the example is 0.5; outcome of 0.1, 0.4 and 0.6 in the example; largest_learning_rate of random data; outcome diverges beyond 2 / lambda_max and not below; outcome agrees with gradient descent that was run; learning rates for one feature, and for one example
# hint: The Hessian of this loss is 2/n X^T X: your H lacks the 2.

def largest_learning_rate(X: torch.Tensor) -> float:
    return 2 / torch.linalg.eigvalsh(1 / len(X) * X.T @ X).max().item()


def outcome(X: torch.Tensor, lr: float, steps: int) -> str:
    curvatures = torch.linalg.eigvalsh(1 / len(X) * X.T @ X)
    slowest = (1 - lr * curvatures).abs().max().item()
    if slowest > 1:
        return "diverges"
    return "converges" if slowest**steps <= 0.01 else "too slow"
