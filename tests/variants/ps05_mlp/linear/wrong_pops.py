# loses: collapse of random layers; collapse and best_line leave their arguments alone
# hint: layers.pop() takes the layers away from the caller.

def collapse(
    layers: list[tuple[torch.Tensor, torch.Tensor]],
) -> tuple[torch.Tensor, torch.Tensor]:
    W, b = layers.pop(0)
    while layers:
        V, c = layers.pop(0)
        W, b = W @ V, b @ V + c
    return W, b


def best_line(y: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    steps = torch.linspace(-1.5, 1.5, 7)
    lines = torch.cartesian_prod(steps, steps, steps)  # (343, 3)
    scores = lines[:, :2] @ CORNERS.T + lines[:, 2:]  # (343, 4)
    hits = ((scores > 0) == (y == 1)).sum(dim=1)
    best = lines[hits.argmax()]
    return best[:2], best[2]
