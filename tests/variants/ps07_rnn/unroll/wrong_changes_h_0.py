# loses: unrolling leaves its arguments alone
# hint: After h = h_0 both names mean one tensor: what is done to h in place is done to h_0.

def rnn(
    X: torch.Tensor,
    W_hx: torch.Tensor,
    W_hh: torch.Tensor,
    b_h: torch.Tensor,
    h_0: torch.Tensor | None = None,
) -> tuple[torch.Tensor, torch.Tensor]:
    h = torch.zeros(len(X), len(b_h)).to(X) if h_0 is None else h_0
    states = [h]
    for t in range(X.shape[1]):
        states.append(torch.tanh(X[:, t] @ W_hx.T + states[-1] @ W_hh.T + b_h))
    if h_0 is not None and not h_0.requires_grad and X.shape[1] > 1:
        h_0.copy_(states[-1])
    return torch.stack(states, dim=1)[:, 1:], states[-1]
