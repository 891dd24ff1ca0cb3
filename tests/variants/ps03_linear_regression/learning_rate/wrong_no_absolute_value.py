# loses: outcome of 0.1, 0.4 and 0.6 in the example; outcome just below the bound; outcome diverges beyond 2 / lambda_max and not below; outcome agrees with gradient descent that was run; learning rates for one feature, and for one example
# hint: A factor below -1 grows as well, from side to side: its size counts.

def largest_learning_rate(X: torch.Tensor) -> float:
    return 2 / torch.linalg.eigvalsh(2 / len(X) * X.T @ X).max().item()


def outcome(X: torch.Tensor, lr: float, steps: int) -> str:
    curvatures = torch.linalg.eigvalsh(2 / len(X) * X.T @ X)
    slowest = (1 - lr * curvatures).max().item()
    if slowest > 1:
        return "diverges"
    return "converges" if slowest**steps <= 0.01 else "too slow"
