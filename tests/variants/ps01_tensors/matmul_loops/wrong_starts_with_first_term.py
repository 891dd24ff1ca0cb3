# loses: matmul_loops with sizes 0 and 1
# hint: With k = 0 there is no first term to begin with.

def matmul_loops(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    C = A.new_zeros(A.shape[0], B.shape[1])
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            C[i, j] = A[i, 0] * B[0, j]
            for p in range(1, A.shape[1]):
                C[i, j] += A[i, p] * B[p, j]
    return C
