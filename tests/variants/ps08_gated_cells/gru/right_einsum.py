def gru_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b_x: torch.Tensor,
    b_h: torch.Tensor,
    reset_after: bool,
) -> torch.Tensor:
    B, H = h.shape
    u = torch.einsum("bd,dgh->gbh", x, W_x.reshape(-1, 3, H)) + b_x.reshape(3, 1, H)
    W, b = W_h.reshape(H, 3, H), b_h.reshape(3, 1, H)
    s = torch.einsum("bk,kgh->gbh", h, W) + b
    gates = (u[:2] + s[:2]).sigmoid()
    before = (gates[0] * h).matmul(W[:, 2]) + b[2]
    n = (u[2] + (gates[0] * s[2] if reset_after else before)).tanh()
    return n - gates[1] * n + gates[1] * h


def swap_update(
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b_x: torch.Tensor,
    b_h: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    def turned(p):
        r, z, n = p.chunk(3, dim=p.dim() - 1)
        return torch.cat((r, z.neg(), n), p.dim() - 1)

    return turned(W_x), turned(W_h), turned(b_x), turned(b_h)
