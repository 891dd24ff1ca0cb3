def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    n = X.size(0)
    keys = torch.rand(n, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    left = keys.argsort().tolist()
    while left:
        chosen, left = left[:batch_size], left[batch_size:]
        yield X[chosen], y[chosen]
