# loses: pairwise_distances uses no loop and no ready-made distance
# hint: The broadcast is right; write the norm yourself.

def pairwise_distances(X: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    return (X[:, None, :] - Y[None, :, :]).norm(dim=2)
