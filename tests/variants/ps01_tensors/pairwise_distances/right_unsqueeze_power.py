def pairwise_distances(X: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    return ((X.unsqueeze(1) - Y.unsqueeze(0)) ** 2).sum(-1) ** 0.5
