def batchify(corpus: torch.Tensor, size: int) -> torch.Tensor:
    columns = (len(corpus) - 1) // size
    rows = []
    for b in range(size):
        rows.append(corpus[b * columns : (b + 1) * columns + 1])
    return torch.stack(rows)
