# loses: outcome of 0.1, 0.4 and 0.6 in the example; outcome just below the bound; outcome diverges beyond 2 / lambda_max and not below; outcome agrees with gradient descent that was run
# hint: You look at the flattest direction alone; it is the steepest one that diverges.

def largest_learning_rate(X: torch.Tensor) -> float:
    return 2 / torch.linalg.eigvalsh(2 / len(X) * X.T @ X).max().item()


def outcome(X: torch.Tensor, lr: float, steps: int) -> str:
    curvatures = torch.linalg.eigvalsh(2 / len(X) * X.T @ X)
    slowest = abs(1 - lr * curvatures.min().item())
    if slowest > 1:
        return "diverges"
    return "converges" if slowest**steps <= 0.01 else "too slow"
