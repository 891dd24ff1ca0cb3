def lstm_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    H = h.shape[-1]
    W_x, W_h = W_x.reshape(-1, 4, H), W_h.reshape(H, 4, H)
    a = torch.einsum("bd,dgh->gbh", x, W_x) + torch.einsum("bk,kgh->gbh", h, W_h)
    a = a + b.reshape(4, 1, H)
    c = a[1].sigmoid() * c + a[0].sigmoid() * a[2].tanh()
    return [a[3].sigmoid() * c.tanh(), c]


def lstm(
    X: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    hs, cs = [h], [c]
    for x in X.transpose(0, 1):
        new = lstm_cell(x, hs[-1], cs[-1], W_x, W_h, b)
        hs.append(new[0])
        cs.append(new[1])
    return torch.stack(hs[1:], dim=1), hs[-1], cs[-1]


def from_torch(
    weight_ih: torch.Tensor,
    weight_hh: torch.Tensor,
    bias_ih: torch.Tensor,
    bias_hh: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    return weight_ih.T, weight_hh.T, bias_ih + bias_hh
