# loses: collapse and best_line leave their arguments alone
# hint: c += ... changes the bias of a layer itself, and the caller finds another network.

def collapse(
    layers: list[tuple[torch.Tensor, torch.Tensor]],
) -> tuple[torch.Tensor, torch.Tensor]:
    W, b = layers[0]
    for V, c in layers[1:]:
        c += b @ V
        W, b = W @ V, c
    return W, b


def best_line(y: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    steps = torch.linspace(-1.5, 1.5, 7)
    lines = torch.cartesian_prod(steps, steps, steps)  # (343, 3)
    scores = lines[:, :2] @ CORNERS.T + lines[:, 2:]  # (343, 4)
    hits = ((scores > 0) == (y == 1)).sum(dim=1)
    best = lines[hits.argmax()]
    return best[:2], best[2]
