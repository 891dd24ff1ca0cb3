# loses: minibatches are in random order, another one for another seed
# hint: From one example to the next it is always the same number of steps: that is no random order.

def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    n = len(X)
    order = (7919 * torch.arange(n) + seed) % max(n, 1)
    for start in range(0, n, batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]
