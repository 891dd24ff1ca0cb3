# loses: peephole_cell keeps dtype and device
# hint: Somewhere on the way the numbers become float32, and digits that float32 cannot hold are gone for good.

def peephole_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
    P: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    parts = (x @ W_x + h @ W_h + b).chunk(4, dim=1)
    enter, stay = ((parts[k] + P[k] * c).float().sigmoid().to(x.dtype) for k in (0, 1))
    c = stay * c + enter * parts[2].tanh()
    leave = (parts[3] + P[2] * c).sigmoid()
    return leave * c.tanh(), c
