# loses: minibatches keep rows and labels together; minibatches of images and of labels with two dims
# hint: X and y are shuffled each in its own way, so that a row no longer has its label.

def minibatches(
    X: torch.Tensor, y: torch.Tensor, batch_size: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    source = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(X), generator=source)
    labels = torch.randperm(len(X), generator=source)
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        other = labels[start : start + batch_size]
        yield X[chosen], y[other]
