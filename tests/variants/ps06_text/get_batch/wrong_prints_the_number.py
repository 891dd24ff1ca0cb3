# loses: 7 columns have 3 batches of 2 steps, 1 of 4, none of 7; get_batch without ready-made batches; the number of batches of other rows; batches keep the dtype and leave the rows alone
# hint: Your num_batches prints the number and returns None.

def num_batches(rows: torch.Tensor, steps: int) -> int:
    print((rows.shape[1] - 1) // steps)


def get_batch(
    rows: torch.Tensor, i: int, steps: int
) -> tuple[torch.Tensor, torch.Tensor]:
    window = rows[:, i * steps : (i + 1) * steps + 1]
    return window[:, :-1], window[:, 1:]
