# loses: one unit: input, old state and bias count; a row of weights for each new unit; the cell uses nothing ready-made; random cells; gradients of the cell; cells with sizes of 1, and an empty batch
# hint: The sigmoid lies between 0 and 1, tanh between -1 and 1.

def rnn_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
) -> torch.Tensor:
    return torch.sigmoid(x @ W_hx.T + h @ W_hh.T + b_h)
