def num_batches(rows: torch.Tensor, steps: int) -> int:
    inputs = rows.size(1) - 1
    return int(inputs / steps)


def get_batch(
    rows: torch.Tensor, i: int, steps: int
) -> tuple[torch.Tensor, torch.Tensor]:
    start = i * steps
    X = rows[:, start : start + steps]
    Y = rows[:, start + 1 : start + 1 + steps]
    return X, Y
