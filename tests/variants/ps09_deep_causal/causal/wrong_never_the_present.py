# loses: a kernel of two, by hand; the convolution uses nothing ready-made; random convolutions, not dilated; random convolutions, dilated; the next input changes no output before it; kernels longer than the sequence, sizes of 1, an empty batch; gradients of the convolution
# hint: The last weight meets the present itself: all your weights look one step too far back.

def causal_conv(
    X: torch.Tensor,
    W: torch.Tensor,
    b: torch.Tensor,
    dilation: int = 1,
) -> torch.Tensor:
    y = b
    for k, W_k in enumerate(W.flip(2).unbind(dim=2)):
        late = torch.nn.functional.pad(X, (0, 0, (k + 1) * dilation, 0))
        y = y + late[:, : X.shape[1]] @ W_k.T
    return y


def receptive_field(kernels: list[int], dilations: list[int]) -> int:
    reach = map(lambda K, d: d * K - d, kernels, dilations)
    return 1 + sum(reach)
