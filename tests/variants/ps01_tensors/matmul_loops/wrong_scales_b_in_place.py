# loses: matmul_loops on 2x3 times 3x2; matmul_loops uses loops and no ready-made product; matmul_loops on random shapes; matmul_loops leaves its arguments alone
# hint: `scaled = B` is no copy: both names mean the same tensor.

def matmul_loops(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    C = A.new_zeros(A.shape[0], B.shape[1])
    for i in range(A.shape[0]):
        scaled = B
        for p in range(A.shape[1]):
            scaled[p] *= A[i, p]
        C[i] = scaled.sum(0)
    return C
