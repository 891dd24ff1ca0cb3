# loses: batched operations use no loop
# hint: Right, but example by example: let one expression do the batch.

def batched_matvec(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    Y = A.new_zeros(A.shape[0], A.shape[1])
    for b in range(len(A)):
        Y[b] = A[b] @ X[b]
    return Y


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    q = X.new_zeros(len(X))
    for b in range(len(X)):
        q[b] = X[b] @ A[b] @ X[b]
    return q


def normalise_rows(X: torch.Tensor) -> torch.Tensor:
    lengths = (X * X).sum(1, keepdim=True).sqrt()
    return torch.where(lengths > 0, X / lengths, X)
