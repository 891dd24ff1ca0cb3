def causal_conv(
    X: torch.Tensor,
    W: torch.Tensor,
    b: torch.Tensor,
    dilation: int = 1,
) -> torch.Tensor:
    outputs = []
    for t in range(X.shape[1]):
        conv1d = b.expand(len(X), -1)
        for k in range(W.shape[2]):
            s = t - (W.shape[2] - 1 - k) * dilation
            if s >= 0:
                conv1d = conv1d + X[:, s] @ W[..., k].T
        outputs.append(conv1d)
    return torch.stack(outputs, dim=1)


def receptive_field(kernels: list[int], dilations: list[int]) -> int:
    reach = {0}
    for K, d in zip(kernels, dilations):
        reach = {start + k * d for start in reach for k in range(K)}
    return max(reach) + 1
