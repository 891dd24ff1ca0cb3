# loses: minibatches at the edges: all in one, one each, no rest, no data
# hint: With n = 0 there is no batch; yours gives one, or fails.

def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    order = torch.randperm(len(X), generator=torch.Generator().manual_seed(seed))
    for part in order.split(batch_size):
        yield X[part], y[part]
