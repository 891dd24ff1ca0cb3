# loses: two layers that compute XOR; two layers with random weights; three to five layers; layers and batches of size 1, and no batch
# hint: First the bias, then ReLU: the bias decides where a unit switches on.

def mlp_forward(
    X: torch.Tensor, layers: list[tuple[torch.Tensor, torch.Tensor]]
) -> torch.Tensor:
    for W, b in layers[:-1]:
        X = torch.relu(X @ W) + b
    W, b = layers[-1]
    return X @ W + b


def parameter_count(sizes: list[int]) -> int:
    count = 0
    for i in range(1, len(sizes)):
        count += (sizes[i - 1] + 1) * sizes[i]
    return count
