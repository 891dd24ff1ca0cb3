# loses: pairwise_distances far from the origin
# hint: Two huge numbers are subtracted here: what is left of the digits of their small difference?

def pairwise_distances(X: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    squares = (X * X).sum(1)[:, None] + (Y * Y).sum(1)[None, :] - 2 * X @ Y.T
    return squares.clamp(min=0).sqrt()
