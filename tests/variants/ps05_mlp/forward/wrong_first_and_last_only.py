# loses: three to five layers
# hint: The layers between the first and the last one count as well.

def mlp_forward(
    X: torch.Tensor, layers: list[tuple[torch.Tensor, torch.Tensor]]
) -> torch.Tensor:
    if len(layers) == 1:
        return X @ layers[0][0] + layers[0][1]
    W1, b1 = layers[0]
    W2, b2 = layers[-1]
    if W1.shape[1] != W2.shape[0]:
        raise ValueError(f"{W1.shape[1]} units do not fit {W2.shape[0]}")
    return torch.relu(X @ W1 + b1) @ W2 + b2


def parameter_count(sizes: list[int]) -> int:
    count = 0
    for i in range(1, len(sizes)):
        count += (sizes[i - 1] + 1) * sizes[i]
    return count
