def pad(
    sequences: Sequence[torch.Tensor], value: int = 0
) -> tuple[torch.Tensor, torch.Tensor]:
    from_the_start = [s.size(0) for s in sequences]
    longest = max(from_the_start)
    rows = [
        torch.nn.functional.pad(s, (0, longest - n), value=value)
        for s, n in zip(sequences, from_the_start)
    ]
    return torch.stack(rows), torch.tensor(from_the_start)


def valid_mask(lengths: torch.Tensor, steps: int) -> torch.Tensor:
    return ~(torch.arange(steps)[None, :] >= lengths[:, None])


def sort_by_length(
    lengths: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    # a number that falls with the length, and grows with the place
    n = len(lengths)
    order = torch.argsort(-lengths * n + torch.arange(n))
    undo = torch.zeros(n, dtype=torch.int64).scatter(0, order, torch.arange(n))
    return order, undo
