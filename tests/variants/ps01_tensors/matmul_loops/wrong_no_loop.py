# loses: matmul_loops uses loops and no ready-made product
# hint: Right for part b, but part a asks for Python loops.

def matmul_loops(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    return (A.unsqueeze(2) * B.unsqueeze(0)).sum(1)
