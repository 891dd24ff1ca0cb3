# loses: matmul_vectorised keeps dtype and device
# hint: Converting the input to one dtype loses that of the arguments.

def matmul_vectorised(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    return (A.float()[:, :, None] * B.float()).sum(1)
