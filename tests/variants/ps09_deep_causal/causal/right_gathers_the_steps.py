def causal_conv(
    X: torch.Tensor,
    W: torch.Tensor,
    b: torch.Tensor,
    dilation: int = 1,
) -> torch.Tensor:
    B, T, D = X.shape
    K = W.shape[2]
    padded = torch.cat([X.new_zeros(B, (K - 1) * dilation, D), X], dim=1)
    steps = torch.arange(T)[:, None] + dilation * torch.arange(K)  # (T, K)
    windows = padded[:, steps.to(X.device)]  # (B, T, K, D)
    return torch.einsum("btkd,odk->bto", windows, W) + b


def receptive_field(kernels: list[int], dilations: list[int]) -> int:
    return 1 + sum((K - 1) * d for K, d in zip(kernels, dilations))
