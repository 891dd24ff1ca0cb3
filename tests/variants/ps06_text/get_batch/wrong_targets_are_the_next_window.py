# loses: the first and the last batch of a to z; Y is X shifted by one; one row, one step, and all columns at once
# hint: Y is X one column later; yours is the next window.

def num_batches(rows: torch.Tensor, steps: int) -> int:
    return (rows.shape[1] - 1) // steps


def get_batch(
    rows: torch.Tensor, i: int, steps: int
) -> tuple[torch.Tensor, torch.Tensor]:
    padded = torch.cat([rows, rows, rows], dim=1)
    X = padded[:, i * steps : (i + 1) * steps]
    Y = padded[:, (i + 1) * steps : (i + 2) * steps]
    return X, Y
