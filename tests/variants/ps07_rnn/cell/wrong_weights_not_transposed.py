# loses: a row of weights for each new unit; random cells; gradients of the cell; cells with sizes of 1, and an empty batch; the cell leaves its arguments alone; the cell keeps dtype and device
# hint: W x stands for a column x. With x as a row the weights go to the right, transposed.

def rnn_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
) -> torch.Tensor:
    return torch.tanh(x @ W_hx + h @ W_hh + b_h)
