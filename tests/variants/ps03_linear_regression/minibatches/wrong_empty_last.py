# loses: minibatches without torch.utils.data; minibatches give each example once, whatever n and batch_size; minibatches at the edges: all in one, one each, no rest, no data
# hint: If n is a multiple of batch_size nothing is left over: your last batch is empty.

def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    source = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(X), generator=source)
    for start in range(0, len(X) + 1, batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]
