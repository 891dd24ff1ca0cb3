# loses: largest_learning_rate of the example is 0.5; outcome of 0.1, 0.4 and 0.6 in the example; outcome just below the bound; largest_learning_rate of random data; outcome diverges beyond 2 / lambda_max and not below; outcome agrees with gradient descent that was run; learning rates for one feature, and for one example
# hint: The loss is a mean, so H has 1/n in it.

def largest_learning_rate(X: torch.Tensor) -> float:
    return 2 / torch.linalg.eigvalsh(2 * X.T @ X).max().item()


def outcome(X: torch.Tensor, lr: float, steps: int) -> str:
    curvatures = torch.linalg.eigvalsh(2 * X.T @ X)
    slowest = (1 - lr * curvatures).abs().max().item()
    if slowest > 1:
        return "diverges"
    return "converges" if slowest**steps <= 0.01 else "too slow"
