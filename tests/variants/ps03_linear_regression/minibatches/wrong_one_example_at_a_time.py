# loses: minibatches of 7 examples have the sizes 3, 3 and 1; minibatches keep rows and labels together; minibatches without torch.utils.data; minibatches give each example once, whatever n and batch_size; minibatches at the edges: all in one, one each, no rest, no data; minibatches leave the data alone; minibatches of images and of labels with two dims
# hint: A batch has batch_size rows; yours has one.

def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    source = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(X), generator=source)
    for start in range(len(X)):
        chosen = order[start : start + 1]
        yield X[chosen], y[chosen]
