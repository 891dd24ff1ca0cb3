# loses: matmul_loops on 2x3 times 3x2; matmul_loops uses loops and no ready-made product; matmul_loops on random shapes; matmul_loops with sizes 0 and 1
# hint: Look at how far `return` is indented: after which loop does your function end?

def matmul_loops(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    C = A.new_zeros(A.shape[0], B.shape[1])
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            for p in range(A.shape[1]):
                C[i, j] += A[i, p] * B[p, j]
        return C
