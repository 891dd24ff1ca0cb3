# loses: matmul_loops on 2x3 times 3x2; matmul_loops on random shapes; matmul_loops with sizes 0 and 1
# hint: Three loops, three sizes: read them off A.shape and B.shape.

def matmul_loops(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    n = len(A)
    C = A.new_zeros(n, n)
    for i in range(n):
        for j in range(n):
            for p in range(n):
                C[i, j] += A[i, p] * B[p, j]
    return C
