# loses: matmul_loops on 2x3 times 3x2; matmul_loops uses loops and no ready-made product; matmul_loops on random shapes; matmul_loops with sizes 0 and 1; matmul_loops leaves its arguments alone; matmul_loops keeps dtype and device
# hint: A list of lists is no tensor: it has no shape and no dtype.

def matmul_loops(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    k = A.shape[1]
    return [[sum(A[i, p].item() * B[p, j].item() for p in range(k)) for j in range(B.shape[1])] for i in range(len(A))]
