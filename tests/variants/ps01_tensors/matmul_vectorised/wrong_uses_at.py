# loses: matmul_vectorised uses no loop and no ready-made product
# hint: The exercise is to write what @ does inside.

def matmul_vectorised(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    return A @ B
