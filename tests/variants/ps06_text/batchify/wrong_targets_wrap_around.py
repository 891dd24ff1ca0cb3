# loses: batchify of 0 to 6 in 2 rows; batchify of a to z in 4 rows; batchify of 0 to 5 in 2 rows; batchify without ready-made batches; batchify of random texts; batchify in one row, and in as many as there are inputs
# hint: The target behind the last row is the next token of the text, not its first one.

def batchify(corpus: torch.Tensor, size: int) -> torch.Tensor:
    columns = (len(corpus) - 1) // size
    rows = corpus[: size * columns].reshape(size, columns)
    return torch.cat([rows, rows[:, :1].roll(-1, 0)], dim=1)
