# loses: minibatches of 7 examples have the sizes 3, 3 and 1; minibatches give each of 7 examples once; minibatches keep rows and labels together; minibatches give each example once, whatever n and batch_size; minibatches at the edges: all in one, one each, no rest, no data; minibatches leave the data alone; minibatches of images and of labels with two dims
# hint: With n = 7 and batches of 3 one example is left over; it makes a batch of its own.

def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    source = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(X), generator=source)
    for start in range(0, len(X) - batch_size + 1, batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]
