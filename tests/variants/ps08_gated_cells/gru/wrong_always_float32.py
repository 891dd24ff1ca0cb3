# loses: the GRU keeps dtype and device
# hint: Somewhere on the way the numbers become float32, and digits that float32 cannot hold are gone for good.

def gru_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b_x: torch.Tensor,
    b_h: torch.Tensor,
    reset_after: bool,
) -> torch.Tensor:
    size = h.shape[1]
    x_r, x_z, x_n = (x @ W_x + b_x).split(size, dim=1)
    h_r, h_z, h_n = (h @ W_h + b_h).split(size, dim=1)
    reset, update = (x_r + h_r).sigmoid(), (x_z + h_z).sigmoid()
    if reset_after:
        fresh = (x_n + reset * h_n).tanh()
    else:
        last = slice(2 * size, None)
        fresh = (x_n + (reset * h) @ W_h[:, last] + b_h[last]).tanh()
    return (fresh + update * (h - fresh)).float()


def swap_update(
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b_x: torch.Tensor,
    b_h: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    size = len(W_h)
    signs = b_x.new_tensor([1, -1, 1]).repeat_interleave(size)
    return signs * W_x, signs * W_h, signs * b_x, signs * b_h
