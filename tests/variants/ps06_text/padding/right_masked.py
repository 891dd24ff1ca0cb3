def pad(
    sequences: Sequence[torch.Tensor], value: int = 0
) -> tuple[torch.Tensor, torch.Tensor]:
    lengths = torch.tensor([len(s) for s in sequences])
    inside = valid_mask(lengths, int(lengths.max()))
    padded = torch.full(inside.shape, value, dtype=sequences[0].dtype)
    padded[inside] = torch.cat(list(sequences))
    return padded, lengths


def valid_mask(lengths: torch.Tensor, steps: int) -> torch.Tensor:
    ones = torch.ones(lengths.shape[0], steps)
    return ones.cumsum(1) <= lengths[:, None]


def sort_by_length(
    lengths: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    # how many are longer, or equally long and earlier
    earlier = torch.arange(len(lengths))
    before = lengths[None] > lengths[:, None]
    before |= (lengths[None] == lengths[:, None]) & (earlier[None] < earlier[:, None])
    undo = before.sum(1)
    order = (undo[None] == earlier[:, None]).long().argmax(1)
    return order, undo
