# loses: kernels longer than the sequence, sizes of 1, an empty batch
# hint: With a kernel longer than the sequence there are still T outputs: weights that reach too far back meet zeros.

def causal_conv(
    X: torch.Tensor,
    W: torch.Tensor,
    b: torch.Tensor,
    dilation: int = 1,
) -> torch.Tensor:
    T, K = X.shape[1], W.shape[2]
    y = b
    for k in range(K):
        back = (K - 1 - k) * dilation
        y = y + torch.cat([torch.zeros_like(X[:, :1]).expand(-1, back, -1), X[:, : T - back]], dim=1) @ W[:, :, k].T
    return y


def receptive_field(kernels: list[int], dilations: list[int]) -> int:
    reach = map(lambda K, d: d * K - d, kernels, dilations)
    return 1 + sum(reach)
