# loses: minibatches are in random order, another one for another seed
# hint: Beginning somewhere and going round keeps all neighbours together; the order has to be a random permutation.

def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    source = torch.Generator().manual_seed(seed)
    first = torch.randint(max(len(X), 1), (1,), generator=source)
    order = (torch.arange(len(X)) + first) % max(len(X), 1)
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]
