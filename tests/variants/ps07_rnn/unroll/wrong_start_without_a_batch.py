# loses: sizes of 1, no steps, and an empty batch
# hint: Zeros of shape (H,) fit by broadcasting once there is a step; the state at the start is (B, H), too.

def rnn(
    X: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
    h_0: torch.Tensor | None = None,
) -> tuple[torch.Tensor, torch.Tensor]:
    h = X.new_zeros(len(b_h)) if h_0 is None else h_0
    states = []
    for t in range(X.shape[1]):
        h = torch.tanh(X[:, t] @ W_hx.T + h @ W_hh.T + b_h)
        states.append(h)
    if not states:
        return X.new_zeros(len(X), 0, len(b_h)), h
    return torch.stack(states, dim=1), h
