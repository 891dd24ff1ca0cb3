# loses: pairwise_distances has a row per point of X; pairwise_distances with sizes 0 and 1; pairwise_distances obeys the triangle inequality
# hint: squeeze() removes every dim of size 1, wanted or not.

def pairwise_distances(X: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    return (X[:, None, :] - Y[None, :, :]).square().sum(2, keepdim=True).sqrt().squeeze()
