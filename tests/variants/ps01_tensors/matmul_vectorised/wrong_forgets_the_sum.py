# loses: matmul_vectorised on 2x3 times 3x2; matmul_vectorised uses no loop and no ready-made product; matmul_vectorised on random shapes; matmul_vectorised with sizes 0 and 1
# hint: All the products are there; the formula adds them up.

def matmul_vectorised(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    return A[:, :, None] * B[None, :, :]
