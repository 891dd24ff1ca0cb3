# loses: matmul_vectorised uses no loop and no ready-made product
# hint: A comprehension is a loop too.

def matmul_vectorised(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    return sum([A[:, p, None] * B[p] for p in range(A.shape[1])], A.new_zeros(A.shape[0], B.shape[1]))
