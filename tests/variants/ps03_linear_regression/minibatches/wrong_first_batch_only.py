# loses: minibatches of 7 examples have the sizes 3, 3 and 1; minibatches give each of 7 examples once; minibatches keep rows and labels together; minibatches give each example once, whatever n and batch_size; minibatches at the edges: all in one, one each, no rest, no data; minibatches leave the data alone; minibatches of images and of labels with two dims
# hint: Your function ends after its first batch: `return` ends it, `yield` goes on.

def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    order = torch.randperm(len(X), generator=torch.Generator().manual_seed(seed))
    chosen = order[:batch_size]
    return iter([(X[chosen], y[chosen])] if len(X) else [])
