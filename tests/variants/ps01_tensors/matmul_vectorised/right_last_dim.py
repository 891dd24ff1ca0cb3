def matmul_vectorised(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    return (A.unsqueeze(1) * B.T).sum(-1)
