# loses: matmul_vectorised on 2x3 times 3x2; matmul_vectorised uses no loop and no ready-made product; matmul_vectorised on random shapes; matmul_vectorised with sizes 0 and 1; matmul_vectorised leaves its arguments alone; matmul_vectorised keeps dtype and device
# hint: Your result has another dtype than A and B: print .dtype of all three.

def matmul_vectorised(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    return (A.to(torch.float64)[:, :, None] * B.to(torch.float64)).sum(1)
