def pairwise_distances(X: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    gap = X[:, None] - Y
    return torch.einsum("nmd,nmd->nm", gap, gap).sqrt()
