# loses: longest first, equally long ones as they came; un-sorting restores the order
# hint: Sequences of the same length are different sequences: each has a place of its own.

def pad(
    sequences: Sequence[torch.Tensor], value: int = 0
) -> tuple[torch.Tensor, torch.Tensor]:
    lengths = torch.tensor([len(sequence) for sequence in sequences])
    shape = len(sequences), int(lengths.max())
    padded = torch.full(shape, value, dtype=sequences[0].dtype)
    for row, sequence in zip(padded, sequences, strict=True):
        row[: len(sequence)] = sequence
    return padded, lengths


def valid_mask(lengths: torch.Tensor, steps: int) -> torch.Tensor:
    return torch.arange(steps) < lengths[:, None]


def sort_by_length(
    lengths: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    place = {n: b for b, n in enumerate(lengths.tolist())}
    order = torch.tensor([place[n] for n in sorted(lengths.tolist(), reverse=True)])
    return order, order.argsort()
