# loses: the receptive field of small stacks; the receptive field of random stacks
# hint: All layers count, not just the last one.

def causal_conv(
    X: torch.Tensor,
    W: torch.Tensor,
    b: torch.Tensor,
    dilation: int = 1,
) -> torch.Tensor:
    y = b
    for k, W_k in enumerate(W.flip(2).unbind(dim=2)):
        late = torch.nn.functional.pad(X, (0, 0, k * dilation, 0))
        y = y + late[:, : X.shape[1]] @ W_k.T
    return y


def receptive_field(kernels: list[int], dilations: list[int]) -> int:
    if not kernels:
        return 1
    return 1 + (kernels[-1] - 1) * dilations[-1]
