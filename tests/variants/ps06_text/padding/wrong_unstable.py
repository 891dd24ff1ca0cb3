# loses: longest first, equally long ones as they came
# hint: argsort does not promise anything about equal lengths unless you ask for it: stable=True.

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
    # what an unstable sort may do
    noise = torch.rand(len(lengths))
    order = (lengths + 0.5 * noise).argsort(descending=True)
    return order, order.argsort()
