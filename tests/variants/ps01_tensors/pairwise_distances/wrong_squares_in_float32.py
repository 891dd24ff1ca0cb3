# loses: pairwise_distances keeps dtype and device
# hint: Somewhere on the way the numbers become float32, and digits that float32 cannot hold are gone for good.

def pairwise_distances(X, Y):
    D = X[:, None] - Y
    return D.float().square().to(X.dtype).sum(2).sqrt()
