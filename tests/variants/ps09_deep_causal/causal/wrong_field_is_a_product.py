# loses: the receptive field of small stacks; the receptive field of random stacks
# hint: Each layer adds its reach to that of the layers below; the reaches are not multiplied.

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
    field = 1
    for K, d in zip(kernels, dilations):
        field *= 1 + (K - 1) * d
    return field
