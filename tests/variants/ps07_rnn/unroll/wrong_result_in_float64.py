# loses: two steps of one unit, by hand; h_0 is where it starts; sequences do not see each other; unrolling uses nothing ready-made; states of random networks; last state of random networks; random networks with h_0; a sequence that is cut in two; sizes of 1, no steps, and an empty batch; unrolling leaves its arguments alone; unrolling keeps dtype and device
# hint: float32 comes in, float64 goes out: leave the dtype as it is.

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
    if not states:
        return X.new_zeros(len(X), 0, len(b_h)), h
    return torch.stack(states, dim=1).double(), h.double()
