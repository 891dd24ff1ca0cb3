# loses: collapse of random layers; collapse of a single layer; collapse and best_line leave their arguments alone
# hint: The list may hold more than two layers, and a single one.

def collapse(
    layers: list[tuple[torch.Tensor, torch.Tensor]],
) -> tuple[torch.Tensor, torch.Tensor]:
    (W1, b1), (W2, b2) = layers
    return W1 @ W2, b1 @ W2 + b2


def best_line(y: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    steps = torch.linspace(-1.5, 1.5, 7)
    lines = torch.cartesian_prod(steps, steps, steps)  # (343, 3)
    scores = lines[:, :2] @ CORNERS.T + lines[:, 2:]  # (343, 4)
    hits = ((scores > 0) == (y == 1)).sum(dim=1)
    best = lines[hits.argmax()]
    return best[:2], best[2]
