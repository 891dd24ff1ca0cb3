# loses: matmul_vectorised on 2x3 times 3x2; matmul_vectorised uses no loop and no ready-made product; matmul_vectorised on random shapes; matmul_vectorised with sizes 0 and 1; matmul_vectorised leaves its arguments alone; matmul_vectorised keeps dtype and device
# hint: Your function prints the result but does not return it.

def matmul_vectorised(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    print((A[:, :, None] * B).sum(dim=1))
