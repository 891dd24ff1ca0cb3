# loses: lstm_cell with random weights; gradients of lstm_cell; lstm agrees with nn.LSTM; gradients of nn.LSTM, through from_torch; the gradient reaches further back than the RNN's; the LSTM for one example, one step, one unit, and no example; the LSTM leaves its arguments alone; the LSTM keeps dtype and device
# hint: The slices fit only where D is H: take the sizes from W_h.

def lstm_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    n = x.shape[1]
    sums = x @ W_x + h @ W_h + b
    i, f, g, o = (sums[:, k * n : (k + 1) * n] for k in range(4))
    c = f.sigmoid() * c + i.sigmoid() * g.tanh()
    return o.sigmoid() * c.tanh(), c


def lstm(
    X: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    shown = []
    for x in X.unbind(dim=1):
        h, c = lstm_cell(x, h, c, W_x, W_h, b)
        shown.append(h)
    return torch.stack(shown, dim=1), h, c


def from_torch(
    weight_ih: torch.Tensor,
    weight_hh: torch.Tensor,
    bias_ih: torch.Tensor,
    bias_hh: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    return weight_ih.T, weight_hh.T, bias_ih + bias_hh
