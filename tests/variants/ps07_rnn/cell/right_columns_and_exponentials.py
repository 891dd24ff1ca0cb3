def squash(z):
    return 1 - 2 / ((2 * z).exp() + 1)


def rnn_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
) -> torch.Tensor:
    RNN = W_hx @ x.T + W_hh @ h.T  # (H, B)
    return squash(RNN.T + b_h)
