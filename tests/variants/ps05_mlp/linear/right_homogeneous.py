def collapse(
    layers: list[tuple[torch.Tensor, torch.Tensor]],
) -> tuple[torch.Tensor, torch.Tensor]:
    def whole(W, b):
        corner = torch.zeros(W.shape[0] + 1, W.shape[1] + 1, dtype=W.dtype, device=W.device)
        corner[:-1, :-1], corner[-1, :-1], corner[-1, -1] = W, b, 1
        return corner
    M = whole(*layers[0])
    for layer in layers[1:]:
        M = M @ whole(*layer)
    return M[:-1, :-1], M[-1, :-1]


def best_line(y: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    # throw many lines at the square
    lines = 3 * torch.rand(5000, 3) - 1.5
    said = (CORNERS[None] * lines[:, None, :2]).sum(dim=2) + lines[:, 2:] > 0
    w1, w2, b = lines[(said.long() == y).sum(dim=1).argmax()]
    return torch.stack([w1, w2]), b
