def pad(
    sequences: Sequence[torch.Tensor], value: int = 0
) -> tuple[torch.Tensor, torch.Tensor]:
    longest = max(len(s) for s in sequences)
    rows = []
    for s in sequences:
        rest = torch.full((longest - len(s),), value, dtype=s.dtype)
        rows.append(torch.cat([s, rest]))
    lengths = torch.as_tensor([s.numel() for s in sequences], dtype=torch.int64)
    return torch.stack(rows), lengths


def valid_mask(lengths: torch.Tensor, steps: int) -> torch.Tensor:
    places = torch.arange(steps).expand(len(lengths), steps)
    return places.lt(lengths.unsqueeze(1))


def sort_by_length(
    lengths: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    _, order = torch.sort(lengths, descending=True, stable=True)
    undo = torch.empty_like(order)
    undo[order] = torch.arange(len(order))
    return order, undo
