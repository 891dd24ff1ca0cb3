# loses: minibatches without torch.utils.data
# hint: The batches are right, but torch.utils.data made them, inside a helper of yours.

def loader(X, y, batch_size, generator):
    dataset = torch.utils.data.TensorDataset(X, y)
    return torch.utils.data.DataLoader(
        dataset, batch_size, shuffle=True, generator=generator
    )


def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    generator = torch.Generator().manual_seed(seed)
    for rows, labels in loader(X, y, batch_size, generator) if len(X) else []:
        yield rows, labels
