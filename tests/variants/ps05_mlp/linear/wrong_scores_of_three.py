# loses: best_line of XOR and its opposite: 3 of 4
# hint: Trained by gradient descent, the line for XOR goes flat: 2 of 4. Try all candidates instead.

def collapse(
    layers: list[tuple[torch.Tensor, torch.Tensor]],
) -> tuple[torch.Tensor, torch.Tensor]:
    W, b = layers[0]
    for next_W, next_b in layers[1:]:
        W, b = W @ next_W, b @ next_W + next_b
    return W.clone(), b.clone()


def best_line(y: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    w, b = torch.zeros(2), torch.zeros(())
    for _ in range(200):
        g = (torch.sigmoid(CORNERS @ w + b) - y) / 4
        w, b = w - 2.0 * CORNERS.T @ g, b - 2.0 * g.sum()
    return w, b
