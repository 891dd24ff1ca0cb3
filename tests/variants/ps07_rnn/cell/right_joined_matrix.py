def rnn_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
) -> torch.Tensor:
    W = torch.cat((W_hx, W_hh), dim=1)  # (H, D + H)
    return torch.tanh(torch.cat((x, h), dim=1) @ W.T + b_h)
