# loses: batchify of 0 to 6 in 2 rows; batchify of a to z in 4 rows; batchify of 0 to 5 in 2 rows; batchify without ready-made batches; batchify of random texts; each row goes on where the next one begins; batchify in one row, and in as many as there are inputs
# hint: The target of the last input is the first token of the next row: the rows share it. Yours begin one token further each time.

def batchify(corpus: torch.Tensor, size: int) -> torch.Tensor:
    columns = (len(corpus) - 1) // size
    padded = torch.cat([corpus, corpus.new_zeros(size)])
    return padded[: size * (columns + 1)].reshape(size, columns + 1)
