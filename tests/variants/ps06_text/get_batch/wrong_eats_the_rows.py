# loses: each batch goes on where the last one stopped; one row, one step, and all columns at once; batches keep the dtype and leave the rows alone
# hint: Your function writes into rows: the next batch, and whoever called you, find other numbers there.

def num_batches(rows: torch.Tensor, steps: int) -> int:
    return (rows.shape[1] - 1) // steps


def get_batch(
    rows: torch.Tensor, i: int, steps: int
) -> tuple[torch.Tensor, torch.Tensor]:
    window = rows[:, i * steps : (i + 1) * steps + 1].clone()
    rows[:, i * steps : (i + 1) * steps] = 0
    return window[:, :-1], window[:, 1:]
