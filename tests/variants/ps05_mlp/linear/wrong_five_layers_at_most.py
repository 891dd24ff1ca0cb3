# loses: collapse of random layers
# hint: Try seven layers: which of them has a say?

def collapse(layers):
    W, b = layers[0]
    for i, (V, c) in enumerate(layers[1:]):
        if i >= 4:
            continue
        W, b = (W @ V, b @ V + c)
    return (W, b)


def best_line(y: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    steps = torch.linspace(-1.5, 1.5, 7)
    lines = torch.cartesian_prod(steps, steps, steps)
    scores = lines[:, :2] @ CORNERS.T + lines[:, 2:]
    hits = ((scores > 0) == (y == 1)).sum(dim=1)
    best = lines[hits.argmax()]
    return (best[:2], best[2])
