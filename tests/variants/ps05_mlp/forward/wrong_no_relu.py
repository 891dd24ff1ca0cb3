# loses: two layers that compute XOR; two layers with random weights; three to five layers; layers and batches of size 1, and no batch
# hint: Without ReLU between the layers the network is one linear layer.

def mlp_forward(
    X: torch.Tensor, layers: list[tuple[torch.Tensor, torch.Tensor]]
) -> torch.Tensor:
    for W, b in layers:
        X = X @ W + b
    return X


def parameter_count(sizes: list[int]) -> int:
    count = 0
    for i in range(1, len(sizes)):
        count += (sizes[i - 1] + 1) * sizes[i]
    return count
