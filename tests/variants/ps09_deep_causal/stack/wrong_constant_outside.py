# loses: the stack uses nothing ready-made
# hint: A name of yours that is no function stands outside: write what you need inside of the functions.

ZERO = 0.0


def stacked_rnn(
    X: torch.Tensor,
    layers: list[Layer],
    H_0: torch.Tensor | None = None,
) -> tuple[torch.Tensor, torch.Tensor]:
    below, ends = X, []
    for number, (W_hx, W_hh, b_h) in enumerate(layers):
        h = X.new_full((len(X), len(b_h)), ZERO) if H_0 is None else H_0[number]
        row = []
        for entry in below.unbind(dim=1):
            h = (entry @ W_hx.T + h @ W_hh.T + b_h).tanh()
            row.append(h)
        below = torch.stack(row, dim=1)
        ends.append(h)
    return below, torch.stack(ends)
