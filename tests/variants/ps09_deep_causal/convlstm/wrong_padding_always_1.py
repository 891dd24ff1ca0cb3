# loses: one pixel, by hand; the ConvLSTM uses nothing ready-made; with 1 x 1 kernels, an LSTM for each pixel; with 3 x 3 and 5 x 5 kernels
# hint: One row of zeros fits K = 3; for K it is K // 2.

def conv_lstm_step(
    x: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    edge = 1
    seen = torch.nn.functional.conv2d(x, W_x, b, padding=edge)
    felt = torch.nn.functional.conv2d(h, W_h, padding=edge)
    enter, stay, new, show = (seen + felt).chunk(4, dim=1)
    c = stay.sigmoid() * c + enter.sigmoid() * new.tanh()
    return show.sigmoid() * c.tanh(), c
