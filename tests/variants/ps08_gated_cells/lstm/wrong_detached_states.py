# loses: gradients of nn.LSTM, through from_torch; the gradient reaches further back than the RNN's
# hint: detach() between the steps cuts the way back: the gradient of a sequence reaches one step only.

def lstm_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    parts = (x @ W_x + h @ W_h + b).chunk(4, dim=1)
    enter, stay, leave = (parts[k].sigmoid() for k in (0, 1, 3))
    c = stay * c + enter * parts[2].tanh()
    return leave * c.tanh(), c


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
        h, c = lstm_cell(x, h.detach(), c.detach(), W_x, W_h, b)
        shown.append(h)
    return torch.stack(shown, dim=1), h, c


def from_torch(
    weight_ih: torch.Tensor,
    weight_hh: torch.Tensor,
    bias_ih: torch.Tensor,
    bias_hh: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    return weight_ih.T, weight_hh.T, bias_ih + bias_hh
