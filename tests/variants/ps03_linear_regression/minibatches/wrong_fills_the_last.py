# loses: minibatches of 7 examples have the sizes 3, 3 and 1; minibatches give each of 7 examples once; minibatches give each example once, whatever n and batch_size
# hint: The last batch has fewer examples when they run out; yours takes some a second time.

def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    source = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(X), generator=source)
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        if len(chosen) < batch_size and len(order) >= batch_size:
            chosen = order[-batch_size:]
        yield X[chosen], y[chosen]
