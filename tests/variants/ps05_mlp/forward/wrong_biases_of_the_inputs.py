# loses: parameter_count of 2, 16, 1 is 65; parameter_count of other networks
# hint: The biases belong to the outputs of a layer: as many as it has outputs, not inputs.

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
    return sum(n * m + n for n, m in zip(sizes, sizes[1:]))
