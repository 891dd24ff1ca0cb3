# loses: pairwise_distances of a few corners; pairwise_distances has a row per point of X; pairwise_distances uses no loop and no ready-made distance; pairwise_distances of random points; pairwise_distances with sizes 0 and 1; pairwise_distances to itself is 0, and there as back; pairwise_distances obeys the triangle inequality; pairwise_distances leaves its arguments alone; pairwise_distances keeps dtype and device
# hint: Your result has another dtype than X and Y: print .dtype of all three.

def pairwise_distances(X: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    X, Y = X.to(torch.float64), Y.to(torch.float64)
    return (X[:, None, :] - Y[None, :, :]).square().sum(2).sqrt()
