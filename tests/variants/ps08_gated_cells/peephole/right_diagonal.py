def peephole_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
    P: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    first = torch.cat([torch.diag(P[0]), torch.diag(P[1])], dim=1)
    a_i, a_f, a_g, a_o = torch.tensor_split(x @ W_x + h @ W_h + b, 4, dim=1)
    gates = 1 / (1 + (-(torch.cat([a_i, a_f], dim=1) + c @ first)).exp())
    i, f = gates.chunk(2, dim=1)
    c = f * c + i * a_g.tanh()
    return (a_o + c @ torch.diag(P[2])).sigmoid() * c.tanh(), c
