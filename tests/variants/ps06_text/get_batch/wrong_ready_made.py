# loses: get_batch without ready-made batches
# hint: The batches are right, but something that is imported is in them; two slices are enough.

def num_batches(rows: torch.Tensor, steps: int) -> int:
    from d2lcourse.data import SequentialBatches

    inputs = torch.zeros(rows.shape[1], dtype=torch.int64)
    if len(inputs) <= steps:
        return 0
    return len(SequentialBatches(inputs, size=1, steps=steps))


def get_batch(
    rows: torch.Tensor, i: int, steps: int
) -> tuple[torch.Tensor, torch.Tensor]:
    window = rows[:, i * steps : (i + 1) * steps + 1]
    return window[:, :-1], window[:, 1:]
