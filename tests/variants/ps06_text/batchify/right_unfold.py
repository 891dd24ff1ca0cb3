def batchify(corpus: torch.Tensor, size: int) -> torch.Tensor:
    columns = (corpus.numel() - 1) // size
    return corpus.unfold(0, columns + 1, columns)[:size].clone()
