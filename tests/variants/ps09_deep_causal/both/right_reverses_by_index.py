def forward_only(X, layer):
    W_hx, W_hh, b_h = layer
    h, path = X.new_zeros(X.shape[0], b_h.shape[0]), []
    for t in range(X.shape[1]):
        h = torch.tanh(X[:, t] @ W_hx.T + h @ W_hh.T + b_h)
        path.append(h)
    return torch.stack(path, dim=1)


def bidirectional(
    X: torch.Tensor,
    ahead: Layer,
    back: Layer,
    lengths: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    T = X.shape[1]
    t = torch.arange(T, device=X.device)[None]  # (1, T)
    n = lengths[:, None]  # (B, 1)
    mask = (t < n)[:, :, None]
    X = torch.where(mask, X, torch.zeros_like(X))
    turned = torch.where(t < n, n - 1 - t, t)[:, :, None]  # where to read
    right = forward_only(X, ahead)
    left = forward_only(X.gather(1, turned.expand(-1, -1, X.shape[2])), back)
    last = (n - 1).clamp(min=0)[:, :, None].expand(-1, -1, right.shape[2])
    ends = torch.cat([right.gather(1, last), left.gather(1, last)], dim=2)[:, 0]
    left = left.gather(1, turned.expand(-1, -1, left.shape[2]))
    return torch.cat([right, left], dim=2) * mask, ends * (n > 0)
