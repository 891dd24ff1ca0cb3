# loses: the parts stand in the order i, f, g, o; the LSTM uses nothing ready-made; lstm_cell with random weights; gradients of lstm_cell; lstm agrees with nn.LSTM; gradients of nn.LSTM, through from_torch; the gradient reaches further back than the RNN's; the LSTM for one example, one step, one unit, and no example; the LSTM keeps dtype and device
# hint: Your functions give the same numbers whatever the weights are.

def lstm_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    return c.sign() * 0.5 * torch.tanh(c / 2), c / 2


def lstm(
    X: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    step = torch.tanh(torch.ones(1, 1))
    return torch.stack([step.tanh(), (2 * step).tanh()], dim=1), (2 * step).tanh(), 2 * step


def from_torch(
    weight_ih: torch.Tensor,
    weight_hh: torch.Tensor,
    bias_ih: torch.Tensor,
    bias_hh: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    row = torch.arange(4.0)[None]
    return row, 2 * row, torch.full((4,), 2.0)
