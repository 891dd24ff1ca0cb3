# loses: cells with sizes of 1, and an empty batch
# hint: torch.stack of no rows is an error: a batch may be empty.

def rnn_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
) -> torch.Tensor:
    rows = [torch.tanh(W_hx @ one + W_hh @ old + b_h) for one, old in zip(x, h)]
    return torch.stack(rows)
