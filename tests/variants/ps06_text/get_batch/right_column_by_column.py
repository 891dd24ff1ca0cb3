def num_batches(rows: torch.Tensor, steps: int) -> int:
    count = 0
    while (count + 1) * steps <= rows.shape[1] - 1:
        count += 1
    return count


def get_batch(
    rows: torch.Tensor, i: int, steps: int
) -> tuple[torch.Tensor, torch.Tensor]:
    X, Y = [], []
    for t in range(i * steps, i * steps + steps):
        X.append(rows[:, t])
        Y.append(rows[:, t + 1])
    return torch.stack(X, dim=1), torch.stack(Y, dim=1)
