def matmul_loops(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    (n, k), (_, m) = A.shape, B.shape
    C = torch.zeros((n, m), dtype=A.dtype, device=A.device)
    i = 0
    while i < n:
        for j in range(m):
            C[i, j] = sum(A[i, p].item() * B[p, j].item() for p in range(k))
        i += 1
    return C
