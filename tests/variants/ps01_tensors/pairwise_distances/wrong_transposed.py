# loses: pairwise_distances of a few corners; pairwise_distances has a row per point of X; pairwise_distances of random points; pairwise_distances with sizes 0 and 1
# hint: Which of the two sets of points gives the rows of your table?

def pairwise_distances(X: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    return (Y[:, None, :] - X[None, :, :]).square().sum(2).sqrt()
