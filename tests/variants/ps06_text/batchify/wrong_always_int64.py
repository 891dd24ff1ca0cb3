# loses: batchify keeps the dtype and leaves the text alone
# hint: The dtype becomes int64 in yours, whatever it was; make the matrix with that of the corpus.

def batchify(corpus: torch.Tensor, size: int) -> torch.Tensor:
    columns = (len(corpus) - 1) // size
    rows = torch.zeros(size, columns + 1, dtype=torch.int64)
    for b in range(size):
        rows[b] = corpus[b * columns : b * columns + columns + 1]
    return rows
