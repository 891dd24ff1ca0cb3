# loses: z = 1 keeps, z = 0 takes the candidate; the two places of the reset gate; reset_after=True with random weights; reset_after=False with random weights; gradients of both kinds of GRU; swap_update with random weights; the GRU for one example, one unit, and no example; the GRU keeps dtype and device
# hint: Your functions give the same numbers whatever the weights are.

def gru_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b_x: torch.Tensor,
    b_h: torch.Tensor,
    reset_after: bool,
) -> torch.Tensor:
    return h / 2


def swap_update(
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b_x: torch.Tensor,
    b_h: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    signs = torch.tensor([1.0, -1.0, 1.0])
    return signs, signs, torch.tensor([3.0, -2.0, 1.0]), torch.zeros(3)
