# loses: the cell uses nothing ready-made
# hint: The numbers are right, but they come from a ready-made function. The exercise is to write what it does inside.

def torch_cell(x, h):
    return torch.nn.RNN(x.shape[1], h.shape[1], dtype=x.dtype)


def rnn_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
) -> torch.Tensor:
    cell = torch_cell(x, h)
    return torch.tanh(x @ W_hx.T + h @ W_hh.T + b_h)
