# loses: gradients of X and of the weights
# hint: torch keeps the old state for the way back; overwritten in place, it is gone.

def rnn(
    X: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
    h_0: torch.Tensor | None = None,
) -> tuple[torch.Tensor, torch.Tensor]:
    h = torch.zeros(len(X), len(b_h)).to(X) if h_0 is None else h_0.clone()
    states = torch.zeros(X.shape[0], X.shape[1], len(b_h)).to(X)
    for t in range(X.shape[1]):
        h[:] = torch.tanh(X[:, t] @ W_hx.T + h @ W_hh.T + b_h)
        states[:, t] = h
    return states, h
