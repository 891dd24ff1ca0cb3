# loses: a row of weights for each new unit; random cells; gradients of the cell; cells with sizes of 1, and an empty batch
# hint: Each row of the batch has a state of its own: you read that of the first one for all.

def rnn_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
) -> torch.Tensor:
    return torch.tanh(x @ W_hx.T + h[:1] @ W_hh.T + b_h)
