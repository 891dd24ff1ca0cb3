# loses: batchify keeps the dtype and leaves the text alone
# hint: The rows become float32 on the way, and digits are lost: make the matrix with the dtype of the corpus.

def batchify(corpus: torch.Tensor, size: int) -> torch.Tensor:
    columns = (len(corpus) - 1) // size
    starts = columns * torch.arange(size)
    rows = torch.zeros(size, columns + 1)
    rows[:] = corpus[starts[:, None] + torch.arange(columns + 1)]
    return rows.to(corpus.dtype)
