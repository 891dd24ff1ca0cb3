# loses: pairwise_distances of a few corners; pairwise_distances of random points; pairwise_distances obeys the triangle inequality
# hint: Double all coordinates: a distance should double as well.

def pairwise_distances(X: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    return (X[:, None, :] - Y[None, :, :]).square().sum(2)
