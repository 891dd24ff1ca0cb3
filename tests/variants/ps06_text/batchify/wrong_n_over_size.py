# loses: batchify of 0 to 5 in 2 rows; batchify of random texts
# hint: The last token is a target only: n - 1 tokens are inputs, and they are divided among the rows.

def batchify(corpus: torch.Tensor, size: int) -> torch.Tensor:
    columns = len(corpus) // size
    return torch.stack([corpus[b * columns : b * columns + columns + 1] for b in range(size)])
