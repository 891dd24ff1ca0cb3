def conv_lstm_step(
    x: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    W = torch.cat([W_x, W_h], dim=1)
    z = torch.nn.functional.conv2d(torch.cat([x, h], dim=1), W, b, padding="same")
    N = h.shape[1]
    i, f, o = z[:, :N].sigmoid(), z[:, N : 2 * N].sigmoid(), z[:, 3 * N :].sigmoid()
    c = f * c + i * z[:, 2 * N : 3 * N].tanh()
    return o * c.tanh(), c
