def causal_conv(
    X: torch.Tensor,
    W: torch.Tensor,
    b: torch.Tensor,
    dilation: int = 1,
) -> torch.Tensor:
    T, K = X.shape[1], W.shape[2]
    y = torch.zeros(len(X), T, len(b)).to(X)
    for k in range(K):
        shift = torch.ones(T, dtype=X.dtype, device=X.device)
        back = (K - 1 - k) * dilation
        S = torch.diag(shift[back:], -back) if back < T else torch.zeros(T, T).to(X)
        y = y + torch.einsum("ts,bsd,od->bto", S, X, W[:, :, k])
    return y + b


def receptive_field(kernels: list[int], dilations: list[int]) -> int:
    earliest = 0
    for K, d in zip(kernels, dilations):
        for _ in range(K - 1):
            earliest -= d
    return 1 - earliest
