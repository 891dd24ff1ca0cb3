# loses: parameter_count of other networks
# hint: There may be any number of hidden layers, none as well.

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
    n, h, k = sizes
    return (n + 1) * h + (h + 1) * k
