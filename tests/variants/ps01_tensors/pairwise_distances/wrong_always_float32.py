# loses: pairwise_distances keeps dtype and device
# hint: Converting the input to one dtype loses digits of a float64 tensor.

def pairwise_distances(X: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    return (X.float()[:, None, :] - Y.float()[None, :, :]).square().sum(2).sqrt()
