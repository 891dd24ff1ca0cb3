def stacked_rnn(
    X: torch.Tensor,
    layers: list[Layer],
    H_0: torch.Tensor | None = None,
) -> tuple[torch.Tensor, torch.Tensor]:
    H = layers[0][2].shape[0]
    now = [X.new_zeros(X.shape[0], H) for _ in layers] if H_0 is None else list(H_0)
    tops = []
    for t in range(X.shape[1]):
        up = X[:, t]
        for l, (W_hx, W_hh, b_h) in enumerate(layers):
            now[l] = torch.tanh(up @ W_hx.T + now[l] @ W_hh.T + b_h)
            up = now[l]
        tops.append(up)
    return torch.stack(tops, dim=1), torch.stack(now, dim=0)
