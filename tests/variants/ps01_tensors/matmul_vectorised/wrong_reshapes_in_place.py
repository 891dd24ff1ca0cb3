# loses: matmul_vectorised leaves its arguments alone
# hint: Print A.shape before and after the call: a name that ends in _ works in place.

def matmul_vectorised(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    return (A.unsqueeze_(2) * B).sum(1)
