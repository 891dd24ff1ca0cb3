# loses: a row of weights for each new unit; random cells; gradients of the cell; cells with sizes of 1, and an empty batch
# hint: W_hh is square, so nothing complains: its rows belong to the new units, not to the old ones.

def rnn_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
) -> torch.Tensor:
    return torch.tanh(x @ W_hx.T + h @ W_hh + b_h)
