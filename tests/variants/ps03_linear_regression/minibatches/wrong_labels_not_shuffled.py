# loses: minibatches keep rows and labels together; minibatches are in random order, another one for another seed; minibatches of images and of labels with two dims
# hint: The rows are shuffled and the labels are not.

def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    source = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(X), generator=source)
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[start : start + batch_size]
