def one_layer(X, layer, h):
    """One layer over all steps, by a joined matrix."""
    W = torch.cat([layer[0], layer[1], layer[2][:, None]], dim=1)
    states = []
    for x in X.transpose(0, 1):
        h = torch.tanh(torch.cat([x, h, torch.ones(len(x), 1).to(x)], dim=1) @ W.T)
        states += [h]
    return torch.stack(states).transpose(0, 1), h


def stacked_rnn(
    X: torch.Tensor,
    layers: list[Layer],
    H_0: torch.Tensor | None = None,
) -> tuple[torch.Tensor, torch.Tensor]:
    if H_0 is None:
        H_0 = torch.zeros(len(layers), len(X), len(layers[0][2])).to(X)
    below, last = one_layer(X, layers[0], H_0[0])
    if len(layers) == 1:
        return below, last[None]
    top, others = stacked_rnn(below, layers[1:], H_0[1:])
    return top, torch.cat([last[None], others])
