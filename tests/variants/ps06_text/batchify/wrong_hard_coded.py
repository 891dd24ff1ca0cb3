# loses: batchify of random texts; each row goes on where the next one begins; batchify in one row, and in as many as there are inputs; batchify keeps the dtype and leaves the text alone
# hint: Your function gives the same rows whatever the text is.

def batchify(corpus: torch.Tensor, size: int) -> torch.Tensor:
    columns = (len(corpus) - 1) // size
    return columns * torch.arange(size)[:, None] + torch.arange(columns + 1)
