# loses: random cells; gradients of the cell; cells with sizes of 1, and an empty batch
# hint: One tanh around the whole sum, not one around each term.

def rnn_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
) -> torch.Tensor:
    return torch.tanh(x @ W_hx.T) + torch.tanh(h @ W_hh.T + b_h)
