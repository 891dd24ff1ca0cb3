# loses: with 3 x 3 and 5 x 5 kernels; gradients of the ConvLSTM; images of one row, one pixel, one channel, and no images
# hint: Around the image there are zeros, not the pixels of the other side.

def conv_lstm_step(
    x: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    edge = W_x.shape[3] // 2
    rows = torch.arange(-edge, x.shape[2] + edge, device=x.device) % x.shape[2]
    columns = torch.arange(-edge, x.shape[3] + edge, device=x.device) % x.shape[3]
    x, h = x[:, :, rows][..., columns], h[:, :, rows][..., columns]
    seen = torch.nn.functional.conv2d(x, W_x, b)
    felt = torch.nn.functional.conv2d(h, W_h)
    enter, stay, new, show = (seen + felt).chunk(4, dim=1)
    c = stay.sigmoid() * c + enter.sigmoid() * new.tanh()
    return show.sigmoid() * c.tanh(), c
