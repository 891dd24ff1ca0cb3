# loses: batchify of 0 to 6 in 2 rows; batchify of a to z in 4 rows; batchify of 0 to 5 in 2 rows; batchify without ready-made batches; batchify of random texts; each row goes on where the next one begins; batchify in one row, and in as many as there are inputs
# hint: Rows of n // B tokens, side by side: the last input of a row has lost its target, which is the first token of the next row.

def batchify(corpus: torch.Tensor, size: int) -> torch.Tensor:
    columns = len(corpus) // size
    return corpus[: size * columns].reshape(size, columns)
