# loses: pad of random sequences
# hint: The matrix is float32 on the way, and digits are lost: make it with the dtype of the sequences.

def pad(
    sequences: Sequence[torch.Tensor], value: int = 0
) -> tuple[torch.Tensor, torch.Tensor]:
    lengths = torch.tensor([len(sequence) for sequence in sequences])
    shape = len(sequences), int(lengths.max())
    padded = torch.full(shape, float(value))
    for row, sequence in zip(padded, sequences, strict=True):
        row[: len(sequence)] = sequence
    return padded.to(sequences[0].dtype), lengths


def valid_mask(lengths: torch.Tensor, steps: int) -> torch.Tensor:
    return torch.arange(steps) < lengths[:, None]


def sort_by_length(
    lengths: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    order = lengths.argsort(descending=True, stable=True)
    return order, order.argsort()
