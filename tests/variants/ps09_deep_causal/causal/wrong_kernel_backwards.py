# loses: a kernel of two, by hand; the convolution uses nothing ready-made; random convolutions, not dilated; random convolutions, dilated; kernels longer than the sequence, sizes of 1, an empty batch; gradients of the convolution
# hint: The last of the K weights meets the present, the first one the earliest step: yours stand the other way round.

def causal_conv(
    X: torch.Tensor,
    W: torch.Tensor,
    b: torch.Tensor,
    dilation: int = 1,
) -> torch.Tensor:
    y = b
    for k, W_k in enumerate(W.unbind(dim=2)):
        late = torch.nn.functional.pad(X, (0, 0, k * dilation, 0))
        y = y + late[:, : X.shape[1]] @ W_k.T
    return y


def receptive_field(kernels: list[int], dilations: list[int]) -> int:
    reach = map(lambda K, d: d * K - d, kernels, dilations)
    return 1 + sum(reach)
