# loses: random networks with h_0; gradient of h_0; a sequence that is cut in two
# hint: h_0 comes in at the first step only; later steps read the state before.

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
        h = torch.tanh(X[:, t] @ W_hx.T + h @ W_hh.T + b_h + (0 if h_0 is None or t == 0 else h_0 @ W_hh.T))
        states.append(h)
    if not states:
        return X.new_zeros(len(X), 0, len(b_h)), h
    return torch.stack(states, dim=1), h
