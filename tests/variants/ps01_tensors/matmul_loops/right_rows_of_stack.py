def matmul_loops(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    rows = []
    for a in A:
        entries = [(a * B[:, j]).sum() for j in range(B.shape[1])]
        rows.append(torch.stack(entries))
    if not rows:
        return A.new_empty(0, B.shape[1])
    return torch.stack(rows)
