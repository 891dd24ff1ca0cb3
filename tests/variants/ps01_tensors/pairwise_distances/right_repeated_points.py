def pairwise_distances(X: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    n, m, d = X.shape[0], Y.shape[0], X.shape[1]
    left = X.repeat_interleave(m, dim=0)
    right = Y.repeat(n, 1)
    return (left - right).pow(2).sum(1).sqrt().reshape(n, m)
