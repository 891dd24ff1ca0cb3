# loses: parameter_count of 2, 16, 1 is 65; parameter_count of other networks
# hint: Weights are counted, not units: each pair of units in neighbouring layers has one.

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
    return sum(sizes)
