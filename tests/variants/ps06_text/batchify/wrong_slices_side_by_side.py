# loses: batchify of 0 to 6 in 2 rows; batchify of a to z in 4 rows; batchify of 0 to 5 in 2 rows; batchify without ready-made batches; batchify of random texts; each row goes on where the next one begins; batchify in one row, and in as many as there are inputs; batchify keeps the dtype and leaves the text alone
# hint: Two rows share a token: the last one of a row is the first one of the next. Yours begin one token too late.

def batchify(corpus: torch.Tensor, size: int) -> torch.Tensor:
    columns = (len(corpus) - 1) // size + 1
    rows = [corpus[b * columns : (b + 1) * columns] for b in range(size)]
    return torch.stack(rows)
