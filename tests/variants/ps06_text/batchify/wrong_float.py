# loses: batchify of 0 to 6 in 2 rows; batchify of a to z in 4 rows; batchify of 0 to 5 in 2 rows; batchify without ready-made batches; batchify of random texts; each row goes on where the next one begins; batchify in one row, and in as many as there are inputs; batchify keeps the dtype and leaves the text alone
# hint: torch.zeros makes a float32 matrix unless you say otherwise.

def batchify(corpus: torch.Tensor, size: int) -> torch.Tensor:
    columns = (len(corpus) - 1) // size
    rows = torch.zeros(size, columns + 1)
    for b in range(size):
        rows[b] = corpus[b * columns : b * columns + columns + 1]
    return rows
