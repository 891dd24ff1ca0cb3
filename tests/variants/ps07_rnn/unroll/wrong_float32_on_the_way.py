# loses: unrolling keeps dtype and device
# hint: Somewhere on the way the numbers become float32, and digits that float32 cannot hold are gone for good.

def rnn(
    X: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
    h_0: torch.Tensor | None = None,
) -> tuple[torch.Tensor, torch.Tensor]:
    h = X.new_zeros(len(X), len(b_h)) if h_0 is None else h_0
    states = []
    for t in range(X.shape[1]):
        h = torch.tanh((X[:, t].float() @ W_hx.float().T + h.float() @ W_hh.float().T + b_h.float())).to(X.dtype)
        states.append(h)
    if not states:
        return X.new_zeros(len(X), 0, len(b_h)), h
    return torch.stack(states, dim=1), h
