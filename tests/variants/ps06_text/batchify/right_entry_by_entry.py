def batchify(corpus: torch.Tensor, size: int) -> torch.Tensor:
    columns = (len(corpus) - 1) // size
    rows = torch.empty(size, columns + 1, dtype=corpus.dtype)
    for b in range(size):
        for j in range(columns + 1):
            rows[b, j] = corpus[b * columns + j]
    return rows
