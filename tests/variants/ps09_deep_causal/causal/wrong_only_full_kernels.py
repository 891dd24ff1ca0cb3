# loses: a kernel of two, by hand; the convolution uses nothing ready-made; random convolutions, not dilated; random convolutions, dilated; the next input changes no output before it; kernels longer than the sequence, sizes of 1, an empty batch; gradients of the convolution; the convolution leaves its arguments alone
# hint: T outputs come out, also at the first steps, where the kernel meets zeros.

def causal_conv(
    X: torch.Tensor,
    W: torch.Tensor,
    b: torch.Tensor,
    dilation: int = 1,
) -> torch.Tensor:
    K = W.shape[2]
    reach = (K - 1) * dilation
    y = b
    for k in range(K):
        y = y + X[:, k * dilation : X.shape[1] - reach + k * dilation] @ W[:, :, k].T
    return y


def receptive_field(kernels: list[int], dilations: list[int]) -> int:
    reach = map(lambda K, d: d * K - d, kernels, dilations)
    return 1 + sum(reach)
