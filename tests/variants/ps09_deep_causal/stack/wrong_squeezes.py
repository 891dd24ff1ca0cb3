# loses: two layers and two steps, by hand; the stack uses nothing ready-made; stacks with sizes of 1, and an empty batch
# hint: squeeze() drops every dim of size 1; B, H and L may be 1.

def stacked_rnn(
    X: torch.Tensor,
    layers: list[Layer],
    H_0: torch.Tensor | None = None,
) -> tuple[torch.Tensor, torch.Tensor]:
    below, ends = X, []
    for number, (W_hx, W_hh, b_h) in enumerate(layers):
        h = X.new_zeros(len(X), len(b_h)) if H_0 is None else H_0[number]
        row = []
        for entry in below.unbind(dim=1):
            h = (entry @ W_hx.T + h @ W_hh.T + b_h).tanh()
            row.append(h)
        below = torch.stack(row, dim=1)
        ends.append(h)
    return below.squeeze(0), torch.stack(ends)
