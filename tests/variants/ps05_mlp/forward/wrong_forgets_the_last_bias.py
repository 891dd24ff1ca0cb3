# loses: one layer is linear; two layers with random weights; three to five layers; layers and batches of size 1, and no batch
# hint: The output layer has a bias as well.

def mlp_forward(
    X: torch.Tensor, layers: list[tuple[torch.Tensor, torch.Tensor]]
) -> torch.Tensor:
    for W, b in layers[:-1]:
        X = torch.relu(X @ W + b)
    return X @ layers[-1][0]


def parameter_count(sizes: list[int]) -> int:
    count = 0
    for i in range(1, len(sizes)):
        count += (sizes[i - 1] + 1) * sizes[i]
    return count
