def pairwise_distances(X: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    gap = X.T[:, :, None] - Y.T[:, None, :]  # (d, n, m)
    return torch.sqrt(torch.sum(gap * gap, dim=0))
