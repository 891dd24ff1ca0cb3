# loses: peephole_cell leaves its arguments alone
# hint: c *= ... works in place: it changes the memory of the caller.

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
    old = c.clone()
    enter, stay = ((parts[k] + P[k] * old).sigmoid() for k in (0, 1))
    c *= stay.detach()
    c = stay * old + enter * parts[2].tanh()
    leave = (parts[3] + P[2] * c).sigmoid()
    return leave * c.tanh(), c
