# loses: minibatches of 7 examples have the sizes 3, 3 and 1; minibatches give each of 7 examples once; minibatches keep rows and labels together; minibatches without torch.utils.data; minibatches give each example once, whatever n and batch_size; minibatches are in random order, another one for another seed; minibatches come again for the same seed; minibatches at the edges: all in one, one each, no rest, no data; minibatches of images and of labels with two dims
# hint: Each step gives a pair, rows and labels; yours gives the rows alone.

def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    source = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(X), generator=source)
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen]
