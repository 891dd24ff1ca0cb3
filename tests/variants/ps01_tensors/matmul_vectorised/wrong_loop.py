# loses: matmul_vectorised uses no loop and no ready-made product
# hint: One loop fewer is good; broadcasting does the last one too.

def matmul_vectorised(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    C = A.new_zeros(A.shape[0], B.shape[1])
    for p in range(A.shape[1]):
        C += A[:, p, None] * B[p]
    return C
