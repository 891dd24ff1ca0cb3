# loses: the first and the last batch of a to z; get_batch without ready-made batches; each batch goes on where the last one stopped; one row, one step, and all columns at once
# hint: The first batch has number 0.

def num_batches(rows: torch.Tensor, steps: int) -> int:
    return (rows.shape[1] - 1) // steps


def get_batch(
    rows: torch.Tensor, i: int, steps: int
) -> tuple[torch.Tensor, torch.Tensor]:
    padded = torch.cat([rows, rows], dim=1)
    window = padded[:, (i - 1) * steps : i * steps + 1] if i else padded[:, -steps - 1 :]
    return window[:, :-1], window[:, 1:]
