# loses: the first and the last batch of a to z; get_batch without ready-made batches; Y is X shifted by one; one row, one step, and all columns at once
# hint: Y is X one column later, not two.

def num_batches(rows: torch.Tensor, steps: int) -> int:
    return (rows.shape[1] - 1) // steps


def get_batch(
    rows: torch.Tensor, i: int, steps: int
) -> tuple[torch.Tensor, torch.Tensor]:
    padded = torch.cat([rows, rows[:, :1]], dim=1)
    X = rows[:, i * steps : (i + 1) * steps]
    Y = padded[:, i * steps + 2 : (i + 1) * steps + 2]
    return X, Y
