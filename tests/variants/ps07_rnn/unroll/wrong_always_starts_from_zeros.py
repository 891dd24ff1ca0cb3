# loses: h_0 is where it starts; random networks with h_0; gradient of h_0; a sequence that is cut in two; sizes of 1, no steps, and an empty batch
# hint: h_0 is never read: with it, the first step starts from it.

def rnn(
    X: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
    h_0: torch.Tensor | None = None,
) -> tuple[torch.Tensor, torch.Tensor]:
    h = X.new_zeros(len(X), len(b_h))
    states = [h]
    for X_t in X.unbind(1):
        h = torch.tanh(X_t @ W_hx.T + h @ W_hh.T + b_h)
        states.append(h)
    return torch.stack(states, 1)[:, 1:], h if X.shape[1] else h_0
