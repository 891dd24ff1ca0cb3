# loses: matmul_loops uses loops and no ready-made product
# hint: The exercise is to write what @ does inside.

def matmul_loops(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    return A @ B
