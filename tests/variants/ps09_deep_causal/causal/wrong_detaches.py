# loses: gradients of the convolution
# hint: detach() and .data cut the graph: no gradient reaches the weights.

def causal_conv(
    X: torch.Tensor,
    W: torch.Tensor,
    b: torch.Tensor,
    dilation: int = 1,
) -> torch.Tensor:
    y = b
    for k, W_k in enumerate(W.flip(2).unbind(dim=2)):
        late = torch.nn.functional.pad(X, (0, 0, k * dilation, 0))
        y = y + late[:, : X.shape[1]] @ W_k.detach().T
    return y


def receptive_field(kernels: list[int], dilations: list[int]) -> int:
    reach = map(lambda K, d: d * K - d, kernels, dilations)
    return 1 + sum(reach)
