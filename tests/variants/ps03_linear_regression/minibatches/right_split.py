def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    g = torch.Generator()
    g.manual_seed(seed)
    numbers = torch.randperm(X.shape[0], generator=g)
    if len(numbers) == 0:
        return
    for part in numbers.split(batch_size):
        yield X.index_select(0, part), y.index_select(0, part)
