# loses: random networks with h_0; gradient of h_0; a sequence that is cut in two; sizes of 1, no steps, and an empty batch; unrolling leaves its arguments alone
# hint: `not h_0` asks a whole tensor whether it is true, and only one with a single number can say: write `h_0 is None`.

def rnn(
    X: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
    h_0: torch.Tensor | None = None,
) -> tuple[torch.Tensor, torch.Tensor]:
    B, T, _ = X.shape
    h = X.new_zeros(B, len(b_h)) if not h_0 else h_0
    states = [X.new_zeros(B, 0, len(b_h))]
    for t in range(T):
        h = torch.tanh(X[:, t] @ W_hx.T + h @ W_hh.T + b_h)
        states.append(h[:, None])
    return torch.cat(states, dim=1), h
