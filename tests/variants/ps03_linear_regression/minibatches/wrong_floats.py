# loses: minibatches give each example once, whatever n and batch_size; minibatches at the edges: all in one, one each, no rest, no data; minibatches of images and of labels with two dims
# hint: Your batches are float32 whatever the data are.

def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    source = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(X), generator=source)
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen].float(), y[chosen].float()
