class Epoch:
    # a DataLoader of our own
    def __init__(self, X, y, batch_size, order):
        self.X, self.y, self.batch_size, self.order = X, y, batch_size, order

    def __iter__(self):
        X, y = self.X[self.order], self.y[self.order]
        for k in range(math.ceil(len(X) / self.batch_size)):
            rows = slice(k * self.batch_size, (k + 1) * self.batch_size)
            yield X[rows], y[rows]


def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    generator = torch.Generator().manual_seed(seed)
    yield from Epoch(X, y, batch_size, torch.randperm(len(X), generator=generator))
