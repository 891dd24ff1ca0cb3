def walk(x, layer):
    """States of one sequence (n, D) in its own order, (n, H)."""
    W_hx, W_hh, b_h = layer
    h, path = torch.zeros_like(b_h), []
    for entry in x:
        h = torch.tanh(W_hx @ entry + W_hh @ h + b_h)
        path.append(h)
    return torch.stack(path) if path else b_h.new_zeros(0, len(b_h))


def bidirectional(
    X: torch.Tensor,
    ahead: Layer,
    back: Layer,
    lengths: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    B, T, _ = X.shape
    H = len(ahead[2])
    outputs, ends = [X.new_zeros(0, T, 2 * H)], [X.new_zeros(0, 2 * H)]
    for x, n in zip(X, lengths.tolist()):
        right, left = walk(x[:n], ahead), walk(x[:n].flip(0), back).flip(0)
        both = torch.cat([right, left], dim=1)
        outputs.append(torch.cat([both, both.new_zeros(T - n, 2 * H)])[None])
        end = torch.cat([right[-1], left[0]]) if n else X.new_zeros(2 * H)
        ends.append(end[None])
    return torch.cat(outputs), torch.cat(ends)
