# loses: minibatches without torch.utils.data
# hint: The batches are right, but torch.utils.data made them.

def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    from torch.utils.data import DataLoader, TensorDataset

    if len(X) == 0:
        return
    generator = torch.Generator().manual_seed(seed)
    loader = DataLoader(TensorDataset(X, y), batch_size, shuffle=True, generator=generator)
    for rows, labels in loader:
        yield rows, labels
