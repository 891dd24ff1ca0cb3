def pad(
    sequences: Sequence[torch.Tensor], value: int = 0
) -> tuple[torch.Tensor, torch.Tensor]:
    lengths = [len(s) for s in sequences]
    longest = max(lengths)
    table = [s.tolist() + [value] * (longest - len(s)) for s in sequences]
    return torch.tensor(table, dtype=sequences[0].dtype), torch.tensor(lengths)


def valid_mask(lengths: torch.Tensor, steps: int) -> torch.Tensor:
    mask = torch.zeros(len(lengths), steps, dtype=torch.bool)
    for b, n in enumerate(lengths.tolist()):
        mask[b, :n] = True
    return mask


def sort_by_length(
    lengths: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    numbers = sorted(range(len(lengths)), key=lambda b: -lengths[b].item())
    undo = [0] * len(numbers)
    for place, b in enumerate(numbers):
        undo[b] = place
    return torch.tensor(numbers), torch.tensor(undo)
