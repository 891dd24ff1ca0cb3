# loses: matmul_loops uses loops and no ready-made product
# hint: dot is a ready-made product too: write its sum yourself.

def matmul_loops(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    C = A.new_zeros(A.shape[0], B.shape[1])
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            C[i, j] = A[i].dot(B[:, j])
    return C
