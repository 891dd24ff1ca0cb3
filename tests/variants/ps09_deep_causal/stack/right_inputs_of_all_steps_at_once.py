def stacked_rnn(
    X: torch.Tensor,
    layers: list[Layer],
    H_0: torch.Tensor | None = None,
) -> tuple[torch.Tensor, torch.Tensor]:
    RNN = []  # the last states
    for l, (W_hx, W_hh, b_h) in enumerate(layers):
        Z = torch.nn.functional.linear(X, W_hx, b_h)
        h = torch.zeros_like(Z[:, 0]) if H_0 is None else H_0[l].clone()
        path = [h[:, None]]
        for t in range(Z.shape[1]):
            path.append(torch.tanh(Z[:, t : t + 1] + path[-1] @ W_hh.T))
        X = torch.cat(path[1:], dim=1)
        RNN.append(path[-1][:, 0])
    return X, torch.stack(RNN)
