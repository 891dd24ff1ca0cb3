def eigenvalues(X):
    H = 2 * torch.einsum("ni,nj->ij", X, X) / len(X)
    return torch.linalg.eigh(H).eigenvalues


def largest_learning_rate(X: torch.Tensor) -> float:
    return 2.0 / float(eigenvalues(X)[-1])


def outcome(X: torch.Tensor, lr: float, steps: int) -> str:
    low, high = eigenvalues(X)[0].item(), eigenvalues(X)[-1].item()
    rho = max(abs(1 - lr * low), abs(1 - lr * high))
    if rho > 1:
        return "diverges"
    if rho == 0:
        return "converges"
    if rho == 1:
        return "too slow"
    needed = math.log(0.01) / math.log(rho)
    return "converges" if steps >= needed else "too slow"
