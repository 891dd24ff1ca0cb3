# loses: pairwise_distances of a few corners; pairwise_distances uses no loop and no ready-made distance; pairwise_distances of random points; pairwise_distances with sizes 0 and 1; pairwise_distances to itself is 0, and there as back
# hint: How far is a point from itself with your formula?

def pairwise_distances(X: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    return ((X[:, None, :] - Y[None, :, :]).square().sum(2) + 0.01).sqrt()
