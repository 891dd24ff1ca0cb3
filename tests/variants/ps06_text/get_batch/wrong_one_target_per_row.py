# loses: the first and the last batch of a to z; get_batch without ready-made batches; Y is X shifted by one; one row, one step, and all columns at once
# hint: There is a target for every input: Y has the shape of X.

def num_batches(rows: torch.Tensor, steps: int) -> int:
    return (rows.shape[1] - 1) // steps


def get_batch(
    rows: torch.Tensor, i: int, steps: int
) -> tuple[torch.Tensor, torch.Tensor]:
    return rows[:, i * steps : (i + 1) * steps], rows[:, (i + 1) * steps]
