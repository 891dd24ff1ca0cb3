# loses: collapse keeps dtype and device
# hint: The dtype is right, but the bias went through float32 on the way, and its digits got lost.

def collapse(layers):
    W, b = layers[0]
    for V, c in layers[1:]:
        W, b = (W @ V, (b.float() @ V.float()).to(b.dtype) + c)
    return (W, b)


def best_line(y: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    steps = torch.linspace(-1.5, 1.5, 7)
    lines = torch.cartesian_prod(steps, steps, steps)
    scores = lines[:, :2] @ CORNERS.T + lines[:, 2:]
    hits = ((scores > 0) == (y == 1)).sum(dim=1)
    best = lines[hits.argmax()]
    return (best[:2], best[2])
