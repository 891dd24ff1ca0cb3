# loses: outcome of 0.1, 0.4 and 0.6 in the example; outcome just below the bound; outcome agrees with gradient descent that was run
# hint: How much is left depends on the number of steps: it does not appear in your code.

def largest_learning_rate(X: torch.Tensor) -> float:
    return 2 / torch.linalg.eigvalsh(2 / len(X) * X.T @ X).max().item()


def outcome(X: torch.Tensor, lr: float, steps: int) -> str:
    curvatures = torch.linalg.eigvalsh(2 / len(X) * X.T @ X)
    slowest = (1 - lr * curvatures).abs().max().item()
    if slowest > 1:
        return "diverges"
    return "converges" if slowest <= 0.9 else "too slow"
