length = lambda gaps: gaps.square().sum(-1).sqrt()


def pairwise_distances(X: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    return length(X[:, None] - Y[None])
