# loses: best_line of XOR and its opposite: 3 of 4
# hint: Least squares fits numbers, not sides: for XOR its line is flat, and says the same everywhere.

def collapse(
    layers: list[tuple[torch.Tensor, torch.Tensor]],
) -> tuple[torch.Tensor, torch.Tensor]:
    W, b = layers[0]
    for next_W, next_b in layers[1:]:
        W, b = W @ next_W, b @ next_W + next_b
    return W.clone(), b.clone()


def best_line(y: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    M = torch.cat([CORNERS, torch.ones(4, 1)], dim=1)
    s = torch.linalg.lstsq(M, y[:, None] - 0.5).solution[:, 0]
    return s[:2], s[2]
