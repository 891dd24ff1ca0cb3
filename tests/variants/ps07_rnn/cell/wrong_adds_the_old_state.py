# loses: one unit: input, old state and bias count; a row of weights for each new unit; random cells; gradients of the cell; cells with sizes of 1, and an empty batch
# hint: The old state comes in through W_hh only; it is not added once more.

def rnn_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
) -> torch.Tensor:
    return h + torch.tanh(x @ W_hx.T + h @ W_hh.T + b_h)
