# loses: matmul_loops keeps dtype and device
# hint: torch.zeros does not know the dtype of A unless you say it.

def matmul_loops(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    C = torch.zeros(A.shape[0], B.shape[1])
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            for p in range(A.shape[1]):
                C[i, j] += A[i, p] * B[p, j]
    return C
