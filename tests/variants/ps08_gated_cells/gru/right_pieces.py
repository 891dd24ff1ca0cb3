def pieces(W, H):
    return [W[..., k * H : (k + 1) * H] for k in range(3)]


def gru_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b_x: torch.Tensor,
    b_h: torch.Tensor,
    reset_after: bool,
) -> torch.Tensor:
    H = h.shape[1]
    A, B, a, b = (pieces(p, H) for p in (W_x, W_h, b_x, b_h))
    r, z = (1 / (1 + torch.exp(-(x @ A[k] + a[k] + h @ B[k] + b[k]))) for k in (0, 1))
    if reset_after:
        inside = r * (h @ B[2] + b[2])
    else:
        inside = (r * h) @ B[2] + b[2]
    n = torch.tanh(x @ A[2] + a[2] + inside)
    return (1 - z) * n + z * h


def swap_update(
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b_x: torch.Tensor,
    b_h: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    H = len(W_h)
    split = [pieces(p, H) for p in (W_x, W_h, b_x, b_h)]
    return [torch.cat([r, -z, n], dim=-1) for r, z, n in split]
