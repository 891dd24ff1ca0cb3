# loses: largest_learning_rate of random data; outcome diverges beyond 2 / lambda_max and not below; outcome agrees with gradient descent that was run; learning rates for one feature, and for one example
# hint: Your functions give the answers of the example, whatever X is.

def largest_learning_rate(X: torch.Tensor) -> float:
    return 0.5


def outcome(X: torch.Tensor, lr: float, steps: int) -> str:
    if lr > 0.5:
        return "diverges"
    return "converges" if lr == 0.4 or steps > 100 else "too slow"
