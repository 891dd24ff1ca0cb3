# loses: pairwise_distances of a few corners; pairwise_distances uses no loop and no ready-made distance; pairwise_distances with sizes 0 and 1; pairwise_distances to itself is 0, and there as back; pairwise_distances far from the origin; pairwise_distances keeps dtype and device
# hint: What is the root of a number just below 0?

def pairwise_distances(X: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    squares = (X * X).sum(1)[:, None] + (Y * Y).sum(1)[None, :] - 2 * X @ Y.T
    return (squares - 1e-6).sqrt()
