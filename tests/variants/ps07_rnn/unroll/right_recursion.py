def rnn(
    X: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
    h_0: torch.Tensor | None = None,
) -> tuple[torch.Tensor, torch.Tensor]:
    h = X.new_zeros(X.shape[0], W_hh.shape[0]) if h_0 is None else h_0
    if X.shape[1] == 0:
        return h[:, None][:, :0], h
    before, h = rnn(X[:, :-1], W_hx, W_hh, b_h, h)
    h = torch.tanh(X[:, -1] @ W_hx.T + h @ W_hh.T + b_h)
    return torch.cat([before, h[:, None]], dim=1), h
