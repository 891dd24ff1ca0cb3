# loses: pad of three sequences; lengths of three sequences; padding without ready-made functions; pad of random sequences; lengths of random sequences; padding leaves its arguments alone
# hint: sequences.sort() changes the list of whoever called you, and the rows come in another order.

def pad(
    sequences: Sequence[torch.Tensor], value: int = 0
) -> tuple[torch.Tensor, torch.Tensor]:
    sequences.sort(key=len, reverse=True)
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
    order = lengths.argsort(descending=True, stable=True)
    return order, order.argsort()
