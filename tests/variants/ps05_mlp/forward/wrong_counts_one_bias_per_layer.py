# loses: parameter_count of 2, 16, 1 is 65; parameter_count of other networks
# hint: Each output of a layer has a bias of its own, not each layer.

def mlp_forward(
    X: torch.Tensor, layers: list[tuple[torch.Tensor, torch.Tensor]]
) -> torch.Tensor:
    H = X
    for number, (W, b) in enumerate(layers):
        if number > 0:
            H = torch.relu(H)
        H = H @ W + b
    return H


def parameter_count(sizes: list[int]) -> int:
    return sum(n * m + 1 for n, m in zip(sizes, sizes[1:]))
