# loses: collapse of 2x + 1 and 3x + 4; collapse of random layers
# hint: The first bias goes through the second layer: it is multiplied with its W, too.

def collapse(
    layers: list[tuple[torch.Tensor, torch.Tensor]],
) -> tuple[torch.Tensor, torch.Tensor]:
    W, b = layers[0]
    for next_W, next_b in layers[1:]:
        W, b = W @ next_W, (b.sum() + next_b)
    return W.clone(), b.clone()


def best_line(y: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    steps = torch.linspace(-1.5, 1.5, 7)
    lines = torch.cartesian_prod(steps, steps, steps)  # (343, 3)
    scores = lines[:, :2] @ CORNERS.T + lines[:, 2:]  # (343, 4)
    hits = ((scores > 0) == (y == 1)).sum(dim=1)
    best = lines[hits.argmax()]
    return best[:2], best[2]
