# loses: batchify of a to z in 4 rows; batchify of 0 to 5 in 2 rows; batchify of random texts; each row goes on where the next one begins
# hint: What is left over stands at the end of the text; yours drops the beginning.

def batchify(corpus: torch.Tensor, size: int) -> torch.Tensor:
    columns = (len(corpus) - 1) // size
    corpus = corpus[len(corpus) - size * columns - 1 :]
    return torch.stack([corpus[b * columns : b * columns + columns + 1] for b in range(size)])
