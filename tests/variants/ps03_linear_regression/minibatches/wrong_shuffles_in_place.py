# loses: minibatches give each of 7 examples once; minibatches without torch.utils.data; minibatches leave the data alone
# hint: X[:] = X[order] shuffles the caller's data as well.

def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    order = torch.randperm(len(X), generator=torch.Generator().manual_seed(seed))
    X[:], y[:] = X[order], y[order]
    starts = range(0, len(X), batch_size)
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in starts]
