def num_batches(rows: torch.Tensor, steps: int) -> int:
    pieces = rows[:, 1:].split(steps, dim=1)
    return sum(piece.shape[1] == steps for piece in pieces)


def get_batch(
    rows: torch.Tensor, i: int, steps: int
) -> tuple[torch.Tensor, torch.Tensor]:
    X = rows[:, :-1].split(steps, dim=1)[i]
    Y = rows[:, 1:].split(steps, dim=1)[i]
    return X.clone(), Y.clone()
