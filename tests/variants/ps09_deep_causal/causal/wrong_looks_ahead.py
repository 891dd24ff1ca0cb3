# loses: a kernel of two, by hand; the convolution uses nothing ready-made; random convolutions, not dilated; random convolutions, dilated; the next input changes no output before it; kernels longer than the sequence, sizes of 1, an empty batch; gradients of the convolution
# hint: The zeros stand behind the input, so that the kernel reads later steps.

def causal_conv(
    X: torch.Tensor,
    W: torch.Tensor,
    b: torch.Tensor,
    dilation: int = 1,
) -> torch.Tensor:
    y = b
    for k in range(W.shape[2]):
        later = torch.nn.functional.pad(X, (0, 0, 0, k * dilation))[:, k * dilation :]
        y = y + later @ W[:, :, k].T
    return y


def receptive_field(kernels: list[int], dilations: list[int]) -> int:
    reach = map(lambda K, d: d * K - d, kernels, dilations)
    return 1 + sum(reach)
