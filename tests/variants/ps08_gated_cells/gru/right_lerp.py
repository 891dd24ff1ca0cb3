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
    u, s = x @ W_x + b_x, h @ W_h + b_h
    r = torch.sigmoid(u[:, :H] + s[:, :H])
    z = torch.sigmoid(u[:, H : 2 * H] + s[:, H : 2 * H])
    if not reset_after:
        s = (r * h) @ W_h + b_h
        r = torch.ones_like(r)
    n = torch.tanh(u[:, 2 * H :] + r * s[:, 2 * H :])
    return torch.lerp(n, h, z)


def swap_update(
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b_x: torch.Tensor,
    b_h: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    H = W_h.shape[0]
    answers = []
    for p in (W_x, W_h, b_x, b_h):
        p = p.clone()
        p[..., H : 2 * H] *= -1
        answers.append(p)
    return tuple(answers)
