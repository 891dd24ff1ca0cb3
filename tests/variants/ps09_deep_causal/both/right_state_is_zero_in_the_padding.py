def bidirectional(
    X: torch.Tensor,
    ahead: Layer,
    back: Layer,
    lengths: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    B, T = X.shape[0], X.shape[1]
    H = ahead[2].numel()
    valid = (torch.arange(T, device=X.device) < lengths[:, None]).to(X.dtype)
    right, left = [X.new_zeros(B, H)], [X.new_zeros(B, H)]
    for t in range(T):
        W_hx, W_hh, b_h = ahead
        z = torch.einsum("bd,hd->bh", X[:, t], W_hx) + torch.einsum("bk,hk->bh", right[-1], W_hh)
        right.append(torch.tanh(z + b_h) * valid[:, t, None])
    for t in reversed(range(T)):
        W_hx, W_hh, b_h = back
        z = torch.einsum("bd,hd->bh", X[:, t], W_hx) + torch.einsum("bk,hk->bh", left[0], W_hh)
        left.insert(0, torch.tanh(z + b_h) * valid[:, t, None])
    right = torch.stack(right, dim=1)
    summary = torch.cat([right[torch.arange(B, device=X.device), lengths], left[0]], dim=1)
    return torch.cat([right[:, 1:], torch.stack(left[:-1], dim=1)], dim=2), summary
