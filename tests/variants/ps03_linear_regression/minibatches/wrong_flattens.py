# loses: minibatches of images and of labels with two dims
# hint: Your batches have lost the dims of one example: only dim 0 is divided.

def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    source = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(X), generator=source)
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen].reshape(len(chosen), -1), y[chosen]
