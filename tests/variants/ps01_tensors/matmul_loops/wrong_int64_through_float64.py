# loses: matmul_loops keeps dtype and device
# hint: Integers of 64 bits do not fit into a float: leave them what they are.

def matmul_loops(A, B):
    n, k = A.shape
    m = B.shape[1]
    C = torch.zeros(n, m, dtype=torch.float64 if A.dtype != torch.float32 else torch.float32, device=A.device)
    for i in range(n):
        for j in range(m):
            for p in range(k):
                C[i, j] += A[i, p] * B[p, j]
    return C.to(A.dtype)
