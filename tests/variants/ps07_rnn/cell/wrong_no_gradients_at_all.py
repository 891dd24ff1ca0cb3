# loses: gradients of the cell
# hint: Under no_grad nothing is recorded, and backward() has nothing to walk back through.

def rnn_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
) -> torch.Tensor:
    with torch.no_grad():
        return torch.tanh(x @ W_hx.T + h @ W_hh.T + b_h)
