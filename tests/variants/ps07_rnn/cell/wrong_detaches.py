# loses: gradients of the cell
# hint: detach() and .data cut the graph: no gradient comes back through the old state.

def rnn_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
) -> torch.Tensor:
    return torch.tanh(x @ W_hx.T + h.detach() @ W_hh.T + b_h)
