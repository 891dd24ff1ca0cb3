# loses: the cell uses nothing ready-made
# hint: The numbers are right, but they come from a ready-made function. The exercise is to write what it does inside.

ready = torch.rnn_tanh_cell


def rnn_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
) -> torch.Tensor:
    return ready(x, h, W_hx, W_hh, b_h, torch.zeros_like(b_h))
