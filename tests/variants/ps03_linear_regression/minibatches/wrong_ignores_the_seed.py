# loses: minibatches come again for the same seed
# hint: The order is another one each time, whatever the seed: draw from a generator with that seed.

def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    order = torch.randperm(len(X), generator=torch.Generator().manual_seed(torch.seed() % 2**31))
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]
