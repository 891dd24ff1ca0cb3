# loses: three to five layers
# hint: Every hidden layer has its ReLU, not only the first one.

def mlp_forward(
    X: torch.Tensor, layers: list[tuple[torch.Tensor, torch.Tensor]]
) -> torch.Tensor:
    for i, (W, b) in enumerate(layers):
        X = X @ W + b
        if i == 0 and len(layers) > 1:
            X = torch.relu(X)
    return X


def parameter_count(sizes: list[int]) -> int:
    count = 0
    for i in range(1, len(sizes)):
        count += (sizes[i - 1] + 1) * sizes[i]
    return count
