# loses: matmul_vectorised with sizes 0 and 1
# hint: squeeze() removes every dim of size 1, wanted or not.

def matmul_vectorised(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    return (A[:, :, None] * B[None, :, :]).sum(dim=1, keepdim=True).squeeze()
