# loses: outcome of 0.1, 0.4 and 0.6 in the example; outcome diverges beyond 2 / lambda_max and not below; learning rates for one feature, and for one example
# hint: Ask first whether it diverges: a rate beyond the bound is called too slow by yours.

def largest_learning_rate(X: torch.Tensor) -> float:
    return 2 / torch.linalg.eigvalsh(2 / len(X) * X.T @ X).max().item()


def outcome(X: torch.Tensor, lr: float, steps: int) -> str:
    curvatures = torch.linalg.eigvalsh(2 / len(X) * X.T @ X)
    slowest = (1 - lr * curvatures).abs().max().item()
    if slowest**steps > 0.01:
        return "too slow"
    return "diverges" if slowest > 1 else "converges"
