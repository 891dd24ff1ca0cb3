# loses: a kernel of two, by hand; the convolution uses nothing ready-made; random convolutions, not dilated; random convolutions, dilated; kernels longer than the sequence, sizes of 1, an empty batch; the convolution leaves its arguments alone; the convolution keeps dtype and device
# hint: float32 comes in, float64 goes out: leave the dtype as it is.

def causal_conv(
    X: torch.Tensor,
    W: torch.Tensor,
    b: torch.Tensor,
    dilation: int = 1,
) -> torch.Tensor:
    y = b.double()
    for k, W_k in enumerate(W.flip(2).unbind(dim=2)):
        late = torch.nn.functional.pad(X, (0, 0, k * dilation, 0))
        y = y + late[:, : X.shape[1]].to(y.dtype) @ W_k.T.to(y.dtype)
    return y


def receptive_field(kernels: list[int], dilations: list[int]) -> int:
    reach = map(lambda K, d: d * K - d, kernels, dilations)
    return 1 + sum(reach)
