# loses: random convolutions, not dilated; random convolutions, dilated; the next input changes no output before it; kernels longer than the sequence, sizes of 1, an empty batch; the convolution leaves its arguments alone
# hint: y = b, then y += ... changes b, the tensor of the caller.

def causal_conv(
    X: torch.Tensor,
    W: torch.Tensor,
    b: torch.Tensor,
    dilation: int = 1,
) -> torch.Tensor:
    y = torch.zeros(len(X), X.shape[1], len(b)).to(X)
    for k, W_k in enumerate(W.flip(2).unbind(dim=2)):
        late = torch.nn.functional.pad(X, (0, 0, k * dilation, 0))
        y = y + late[:, : X.shape[1]] @ W_k.T
    y = y + b
    b.data += 1
    return y


def receptive_field(kernels: list[int], dilations: list[int]) -> int:
    reach = map(lambda K, d: d * K - d, kernels, dilations)
    return 1 + sum(reach)
