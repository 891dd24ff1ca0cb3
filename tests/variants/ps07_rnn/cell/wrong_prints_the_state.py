# loses: one unit: input, old state and bias count; a row of weights for each new unit; the cell uses nothing ready-made; random cells; gradients of the cell; cells with sizes of 1, and an empty batch; the cell leaves its arguments alone; the cell keeps dtype and device
# hint: What comes back is no tensor of shape (B, H): print only shows one, `return` gives it back.

def rnn_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
) -> torch.Tensor:
    print(torch.tanh(x @ W_hx.T + h @ W_hh.T + b_h))
