# loses: best_line of AND: 4 of 4; best_line of the 14 labellings that a line can separate; best_line of XOR and its opposite: 3 of 4
# hint: Every line of yours passes through the origin: let b be something else than 0.

def collapse(
    layers: list[tuple[torch.Tensor, torch.Tensor]],
) -> tuple[torch.Tensor, torch.Tensor]:
    W, b = layers[0]
    for next_W, next_b in layers[1:]:
        W, b = W @ next_W, b @ next_W + next_b
    return W.clone(), b.clone()


def best_line(y: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    steps = torch.tensor([-1.0, -0.5, 0.5, 1.0])
    lines = torch.cartesian_prod(steps, steps)
    hits = ((lines @ CORNERS.T > 0) == (y == 1)).sum(dim=1)
    return lines[hits.argmax()], torch.tensor(0.0)
