def batchify(corpus: torch.Tensor, size: int) -> torch.Tensor:
    n = corpus.shape[0] - 1
    columns = (n - n % size) // size
    inputs = corpus[: size * columns].reshape(size, columns)
    targets = corpus[1 : size * columns + 1].reshape(size, columns)
    return torch.cat([inputs, targets[:, -1:]], dim=1)
