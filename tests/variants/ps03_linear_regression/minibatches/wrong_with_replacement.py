# loses: minibatches give each example once, whatever n and batch_size; minibatches at the edges: all in one, one each, no rest, no data
# hint: Drawing numbers anew for each batch takes some examples twice and others never.

def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    source = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(X), generator=source)
    for start in range(0, len(X), batch_size):
        count = min(batch_size, len(X) - start)
        chosen = torch.randint(len(X), (count,), generator=source)
        yield X[chosen], y[chosen]
