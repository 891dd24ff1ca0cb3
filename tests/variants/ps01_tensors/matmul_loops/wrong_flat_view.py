# loses: matmul_loops of transposed matrices
# hint: view needs entries that lie row after row in memory; a transposed matrix's do not.

def matmul_loops(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    (n, k), m = A.shape, B.shape[1]
    a, b = A.view(-1), B.view(-1)
    C = A.new_zeros(n, m)
    for i in range(n):
        for j in range(m):
            for p in range(k):
                C[i, j] += a[i * k + p] * b[p * m + j]
    return C
