# loses: one layer is linear; three to five layers
# hint: A list may hold any number of layers, one or five.

def mlp_forward(
    X: torch.Tensor, layers: list[tuple[torch.Tensor, torch.Tensor]]
) -> torch.Tensor:
    (W1, b1), (W2, b2) = layers
    return torch.relu(X @ W1 + b1) @ W2 + b2


def parameter_count(sizes: list[int]) -> int:
    count = 0
    for i in range(1, len(sizes)):
        count += (sizes[i - 1] + 1) * sizes[i]
    return count
