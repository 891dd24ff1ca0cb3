def rnn_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
) -> torch.Tensor:
    linear = torch.nn.functional.linear
    return torch.tanh(linear(x, W_hx, b_h) + linear(h, W_hh))
