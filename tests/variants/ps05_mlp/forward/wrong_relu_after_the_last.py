# loses: one layer is linear; two layers with random weights; three to five layers; layers and batches of size 1, and no batch
# hint: The last layer has no activation: its outputs may be negative.

def mlp_forward(
    X: torch.Tensor, layers: list[tuple[torch.Tensor, torch.Tensor]]
) -> torch.Tensor:
    for W, b in layers:
        X = torch.relu(X @ W + b)
    return X


def parameter_count(sizes: list[int]) -> int:
    count = 0
    for i in range(1, len(sizes)):
        count += (sizes[i - 1] + 1) * sizes[i]
    return count
