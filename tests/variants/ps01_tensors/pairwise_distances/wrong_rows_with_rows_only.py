# loses: pairwise_distances of a few corners; pairwise_distances has a row per point of X; pairwise_distances uses no loop and no ready-made distance; pairwise_distances of random points; pairwise_distances with sizes 0 and 1; pairwise_distances to itself is 0, and there as back; pairwise_distances obeys the triangle inequality
# hint: You compare point i of X with point i of Y only.

def pairwise_distances(X: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    return (X - Y).square().sum(1).sqrt()
