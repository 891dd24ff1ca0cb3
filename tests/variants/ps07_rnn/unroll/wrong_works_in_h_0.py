# loses: gradients of X and of the weights; gradient of h_0; unrolling leaves its arguments alone
# hint: After h = h_0 both names mean one tensor: what is done to h in place is done to h_0.

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
        h.data = torch.tanh(X[:, t] @ W_hx.T + h @ W_hh.T + b_h)
        states.append(h.clone())
    if not states:
        return X.new_zeros(len(X), 0, len(b_h)), h
    return torch.stack(states, dim=1), h.clone()
