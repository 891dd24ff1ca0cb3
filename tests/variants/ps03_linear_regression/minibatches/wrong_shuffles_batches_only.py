# loses: minibatches of 7 examples have the sizes 3, 3 and 1; minibatches give each example once, whatever n and batch_size; minibatches are in random order, another one for another seed
# hint: You shuffle the batches, but the examples in a batch are always the same neighbours.

def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    source = torch.Generator().manual_seed(seed)
    starts = range(0, len(X), batch_size)
    for i in torch.randperm(len(starts), generator=source).tolist():
        yield X[starts[i] : starts[i] + batch_size], y[starts[i] : starts[i] + batch_size]
