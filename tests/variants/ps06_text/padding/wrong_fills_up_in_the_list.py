# loses: padding leaves its arguments alone
# hint: The list of sequences belongs to whoever called you; yours puts the filled ones into it.

def pad(
    sequences: Sequence[torch.Tensor], value: int = 0
) -> tuple[torch.Tensor, torch.Tensor]:
    lengths = torch.tensor([len(sequence) for sequence in sequences])
    shape = len(sequences), int(lengths.max())
    padded = torch.full(shape, value, dtype=sequences[0].dtype)
    for row, sequence in zip(padded, sequences, strict=True):
        row[: len(sequence)] = sequence
    for b, row in enumerate(padded):
        sequences[b] = row
    return padded, lengths


def valid_mask(lengths: torch.Tensor, steps: int) -> torch.Tensor:
    return torch.arange(steps) < lengths[:, None]


def sort_by_length(
    lengths: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    order = lengths.argsort(descending=True, stable=True)
    return order, order.argsort()
