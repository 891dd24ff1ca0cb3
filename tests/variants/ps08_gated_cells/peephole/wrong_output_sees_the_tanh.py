# loses: peephole_cell with random weights; gradients of peephole_cell; peephole_cell for one example, one unit, and no example
# hint: The peephole of the output gate multiplies c' itself, not tanh(c').

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
    enter, stay = ((parts[k] + P[k] * c).sigmoid() for k in (0, 1))
    c = stay * c + enter * parts[2].tanh()
    leave = (parts[3] + P[2] * c.tanh()).sigmoid()
    return leave * c.tanh(), c
