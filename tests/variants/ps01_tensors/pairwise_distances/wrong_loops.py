# loses: pairwise_distances uses no loop and no ready-made distance
# hint: Right, but with loops: broadcasting can pair all points at once.

def pairwise_distances(X: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    D = X.new_zeros(len(X), len(Y))
    for i in range(len(X)):
        for j in range(len(Y)):
            D[i, j] = (X[i] - Y[j]).square().sum().sqrt()
    return D
