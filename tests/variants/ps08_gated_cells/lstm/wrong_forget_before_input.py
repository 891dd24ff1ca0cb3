# loses: the parts stand in the order i, f, g, o; lstm_cell with random weights; gradients of lstm_cell; lstm agrees with nn.LSTM; gradients of nn.LSTM, through from_torch; the gradient reaches further back than the RNN's; the LSTM for one example, one step, one unit, and no example
# hint: The parts stand in the order i, f, g, o: your first two gates have changed places.

def lstm_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    parts = (x @ W_x + h @ W_h + b).chunk(4, dim=1)
    stay, enter, leave = (parts[k].sigmoid() for k in (0, 1, 3))
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
