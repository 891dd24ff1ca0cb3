# loses: best_line of AND: 4 of 4; best_line of the 14 labellings that a line can separate; best_line of XOR and its opposite: 3 of 4; collapse and best_line leave their arguments alone
# hint: y += ... and y[...] = ... change the labels of the caller.

def collapse(
    layers: list[tuple[torch.Tensor, torch.Tensor]],
) -> tuple[torch.Tensor, torch.Tensor]:
    W, b = layers[0]
    for next_W, next_b in layers[1:]:
        W, b = W @ next_W, b @ next_W + next_b
    return W.clone(), b.clone()


def best_line(y: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    y -= 1
    steps = torch.tensor([-1.5, -1.0, -0.5, 0.5, 1.0, 1.5])
    lines = torch.cartesian_prod(steps, steps, steps)
    hits = ((lines[:, :2] @ CORNERS.T + lines[:, 2:] > 0) == (y == 0)).sum(dim=1)
    best = lines[hits.argmax()]
    return best[:2], best[2]
