# loses: batchify in one row, and in as many as there are inputs; batchify keeps the dtype and leaves the text alone
# hint: Your function writes into the corpus: that is the text of whoever called you.

def batchify(corpus: torch.Tensor, size: int) -> torch.Tensor:
    columns = (len(corpus) - 1) // size
    rows = corpus.unfold(0, columns + 1, columns)[:size].clone()
    corpus[size * columns + 1 - len(corpus) :] = 0
    corpus[-1] = 0
    return rows
