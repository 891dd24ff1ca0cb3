# loses: pairwise_distances leaves its arguments alone
# hint: Print X.shape before and after the call: a name that ends in _ works in place.

def pairwise_distances(X: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    return (X.unsqueeze_(1) - Y).square().sum(2).sqrt()
