# loses: 7 columns have 3 batches of 2 steps, 1 of 4, none of 7; the number of batches of other rows
# hint: A number of batches is an int: // in place of /.

def num_batches(rows: torch.Tensor, steps: int) -> int:
    return (rows.shape[1] - 1) / steps


def get_batch(
    rows: torch.Tensor, i: int, steps: int
) -> tuple[torch.Tensor, torch.Tensor]:
    window = rows[:, i * steps : (i + 1) * steps + 1]
    return window[:, :-1], window[:, 1:]
