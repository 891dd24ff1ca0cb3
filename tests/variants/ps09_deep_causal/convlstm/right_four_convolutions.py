def part(k, x, h, W_x, W_h, b):
    """The sum of part k: 0 is i, 1 is f, 2 is g, 3 is o."""
    N, edge = h.shape[1], (W_x.shape[2] - 1) // 2
    own = slice(k * N, (k + 1) * N)
    conv = torch.nn.functional.conv2d
    return conv(x, W_x[own], padding=edge) + conv(h, W_h[own], b[own], padding=edge)


def conv_lstm_step(
    x: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    i, f, g, o = [part(k, x, h, W_x, W_h, b) for k in range(4)]
    new = c / (1 + (-f).exp()) + g.tanh() / (1 + (-i).exp())
    return new.tanh() / (1 + (-o).exp()), new
