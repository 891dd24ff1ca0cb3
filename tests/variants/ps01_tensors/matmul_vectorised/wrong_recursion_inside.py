# loses: matmul_vectorised uses no loop and no ready-made product
# hint: A function that calls itself once per term is a loop too.

def matmul_vectorised(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    def add_up(p):
        term = A[:, p - 1 : p] * B[p - 1 : p]
        return term if p == 1 else add_up(p - 1) + term

    return add_up(A.shape[1]) if A.shape[1] else A.new_zeros(len(A), B.shape[1])
