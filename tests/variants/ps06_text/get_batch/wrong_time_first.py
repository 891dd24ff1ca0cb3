# loses: the first and the last batch of a to z; each batch goes on where the last one stopped; one row, one step, and all columns at once
# hint: Your X and Y are transposed: one row per reader, (B, T).

def num_batches(rows: torch.Tensor, steps: int) -> int:
    return (rows.shape[1] - 1) // steps


def get_batch(
    rows: torch.Tensor, i: int, steps: int
) -> tuple[torch.Tensor, torch.Tensor]:
    window = rows[:, i * steps : (i + 1) * steps + 1]
    return window[:, :-1].T, window[:, 1:].T
