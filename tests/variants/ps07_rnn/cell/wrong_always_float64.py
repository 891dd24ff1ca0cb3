# loses: one unit: input, old state and bias count; a row of weights for each new unit; the cell uses nothing ready-made; random cells; cells with sizes of 1, and an empty batch; the cell leaves its arguments alone; the cell keeps dtype and device
# hint: float32 comes in, float64 goes out: leave the dtype as it is.

def rnn_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
) -> torch.Tensor:
    return torch.tanh(x.double() @ W_hx.double().T + h.double() @ W_hh.double().T + b_h.double())
