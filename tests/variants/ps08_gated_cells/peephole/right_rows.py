def peephole_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
    P: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    H = h.shape[1]
    sums = x @ W_x + h @ W_h + b
    p_i, p_f, p_o = P
    i = torch.sigmoid(sums[:, :H] + p_i * c)
    f = torch.sigmoid(sums[:, H : 2 * H] + p_f * c)
    g = torch.tanh(sums[:, 2 * H : 3 * H])
    memory = f * c + i * g
    o = torch.sigmoid(sums[:, 3 * H :] + p_o * memory)
    return o * torch.tanh(memory), memory
