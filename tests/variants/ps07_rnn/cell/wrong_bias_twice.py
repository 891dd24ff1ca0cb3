# loses: one unit: input, old state and bias count; random cells; gradients of the cell; cells with sizes of 1, and an empty batch
# hint: torch.nn.RNN has two biases; here there is one, and it is added once.

def rnn_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
) -> torch.Tensor:
    return torch.tanh(x @ W_hx.T + b_h + h @ W_hh.T + b_h)
