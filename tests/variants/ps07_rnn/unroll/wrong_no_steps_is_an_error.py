# loses: sizes of 1, no steps, and an empty batch
# hint: With T = 0 there is nothing to stack, and the last state is the one at the start.

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
        h = torch.tanh(X[:, t] @ W_hx.T + h @ W_hh.T + b_h)
        states.append(h)
    return torch.stack(states, dim=1), h
