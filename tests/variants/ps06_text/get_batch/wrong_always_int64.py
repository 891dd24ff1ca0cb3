# loses: batches keep the dtype and leave the rows alone
# hint: The dtype becomes int64 in yours, whatever it was.

def num_batches(rows: torch.Tensor, steps: int) -> int:
    return (rows.shape[1] - 1) // steps


def get_batch(
    rows: torch.Tensor, i: int, steps: int
) -> tuple[torch.Tensor, torch.Tensor]:
    window = rows[:, i * steps : (i + 1) * steps + 1].long()
    return window[:, :-1], window[:, 1:]
