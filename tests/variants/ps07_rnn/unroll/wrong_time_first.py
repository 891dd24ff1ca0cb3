# loses: two steps of one unit, by hand; sequences do not see each other; states of random networks; last state of random networks; random networks with h_0; gradients of X and of the weights; gradient of h_0; a sequence that is cut in two; sizes of 1, no steps, and an empty batch; unrolling leaves its arguments alone
# hint: The batch comes first: X[t] is a whole sequence, X[:, t] is one step of all.

def rnn(
    X: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
    h_0: torch.Tensor | None = None,
) -> tuple[torch.Tensor, torch.Tensor]:
    h = X.new_zeros(X.shape[1], len(b_h)) if h_0 is None else h_0
    states = []
    for X_t in X:
        h = torch.tanh(X_t @ W_hx.T + h @ W_hh.T + b_h)
        states.append(h)
    return torch.stack(states), h
