# loses: batchify of 0 to 6 in 2 rows; batchify of a to z in 4 rows; batchify of 0 to 5 in 2 rows; batchify without ready-made batches; batchify of random texts; each row goes on where the next one begins; batchify in one row, and in as many as there are inputs
# hint: The rows stand in the order of the text: row b is piece number b.

def batchify(corpus: torch.Tensor, size: int) -> torch.Tensor:
    columns = (len(corpus) - 1) // size
    order = torch.arange(size).flip(0)
    return torch.stack([corpus[b * columns : b * columns + columns + 1] for b in order])
