# loses: matmul_loops leaves its arguments alone
# hint: Print A before and after the call.

def matmul_loops(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    C = A.new_zeros(A.shape[0], B.shape[1])
    for i in range(A.shape[0]):
        for p in range(A.shape[1]):
            C[i] += A[i, p] * B[p]
            A[i, p] = 0
    return C
