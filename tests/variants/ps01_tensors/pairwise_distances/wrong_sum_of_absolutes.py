# loses: pairwise_distances of a few corners; pairwise_distances of random points
# hint: That is the way along the streets of a city, not the straight line.

def pairwise_distances(X: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    return (X[:, None, :] - Y[None, :, :]).abs().sum(2)
