# loses: batchify of 0 to 6 in 2 rows; batchify of a to z in 4 rows; batchify of random texts; batchify in one row, and in as many as there are inputs
# hint: size is the number of rows; yours takes it for the number of columns.

def batchify(corpus: torch.Tensor, size: int) -> torch.Tensor:
    columns = (len(corpus) - 1) // size
    return torch.stack([corpus[b * size : b * size + size + 1] for b in range(columns)])
