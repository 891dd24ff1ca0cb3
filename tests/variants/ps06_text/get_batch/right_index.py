def num_batches(rows: torch.Tensor, steps: int) -> int:
    return len(range(steps, rows.shape[1], steps))


def get_batch(
    rows: torch.Tensor, i: int, steps: int
) -> tuple[torch.Tensor, torch.Tensor]:
    t = torch.arange(i * steps, (i + 1) * steps)
    return [rows[:, t], rows[:, t + 1]]
