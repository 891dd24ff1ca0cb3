# loses: one pixel, by hand; a pixel sees its neighbours; with 1 x 1 kernels, an LSTM for each pixel; with 3 x 3 and 5 x 5 kernels; gradients of the ConvLSTM; images of one row, one pixel, one channel, and no images
# hint: f says how much of the old c is kept, i how much of the candidate is written.

def conv_lstm_step(
    x: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    edge = W_x.shape[3] // 2
    seen = torch.nn.functional.conv2d(x, W_x, b, padding=edge)
    felt = torch.nn.functional.conv2d(h, W_h, padding=edge)
    stay, enter, new, show = (seen + felt).chunk(4, dim=1)
    c = stay.sigmoid() * c + enter.sigmoid() * new.tanh()
    return show.sigmoid() * c.tanh(), c
