# loses: batchify in one row, and in as many as there are inputs
# hint: squeeze() removes a dim of size 1; one row is still a matrix.

def batchify(corpus: torch.Tensor, size: int) -> torch.Tensor:
    columns = (len(corpus) - 1) // size
    return torch.stack([corpus[b * columns : b * columns + columns + 1] for b in range(size)]).squeeze()
