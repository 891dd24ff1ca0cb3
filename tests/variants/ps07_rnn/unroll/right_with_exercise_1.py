def rnn(
    X: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
    h_0: torch.Tensor | None = None,
) -> tuple[torch.Tensor, torch.Tensor]:
    h = torch.zeros(len(X), len(b_h)).to(X) if h_0 is None else h_0
    path = [h]
    for X_t in X.transpose(0, 1):
        path.append(rnn_cell(X_t, path[-1], W_hx, W_hh, b_h))
    return torch.stack(path, dim=1)[:, 1:], path[-1]
