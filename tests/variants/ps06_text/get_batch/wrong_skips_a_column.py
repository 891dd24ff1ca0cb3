# loses: the first and the last batch of a to z; 7 columns have 3 batches of 2 steps, 1 of 4, none of 7; get_batch without ready-made batches; Y is X shifted by one; each batch goes on where the last one stopped; the number of batches of other rows; one row, one step, and all columns at once
# hint: Each batch begins where the last one stopped; yours leaves out one column after each batch.

def num_batches(rows: torch.Tensor, steps: int) -> int:
    return rows.shape[1] // (steps + 1)


def get_batch(
    rows: torch.Tensor, i: int, steps: int
) -> tuple[torch.Tensor, torch.Tensor]:
    padded = torch.cat([rows, rows], dim=1)
    window = padded[:, i * (steps + 1) : (i + 1) * (steps + 1)]
    return window[:, :-1], window[:, 1:]
