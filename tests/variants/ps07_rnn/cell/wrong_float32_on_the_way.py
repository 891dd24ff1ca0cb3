# loses: the cell keeps dtype and device
# hint: Somewhere on the way the numbers become float32, and digits that float32 cannot hold are gone for good.

def rnn_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
) -> torch.Tensor:
    return torch.tanh(x.float() @ W_hx.float().T + h.float() @ W_hh.float().T + b_h.float()).to(x.dtype)
