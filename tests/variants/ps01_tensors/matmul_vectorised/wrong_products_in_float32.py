# loses: matmul_vectorised keeps dtype and device
# hint: Somewhere on the way the numbers become float32, and digits that float32 cannot hold are gone for good.

def matmul_vectorised(A, B):
    if A.dtype == torch.float64:
        return (A.float()[:, :, None] * B.float()[None]).double().sum(dim=1)
    return (A[:, :, None] * B[None]).sum(dim=1)
