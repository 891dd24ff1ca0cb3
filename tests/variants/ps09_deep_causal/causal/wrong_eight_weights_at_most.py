# loses: random convolutions, not dilated
# hint: Take a kernel of 12: which weights have a say?

def causal_conv(X, W, b, dilation=1):
    y = b
    W = W[:, :, -8:]
    for k, W_k in enumerate(W.flip(2).unbind(dim=2)):
        late = torch.nn.functional.pad(X, (0, 0, k * dilation, 0))
        y = y + late[:, :X.shape[1]] @ W_k.T
    return y


def receptive_field(kernels: list[int], dilations: list[int]) -> int:
    reach = map(lambda K, d: d * K - d, kernels, dilations)
    return 1 + sum(reach)
