# loses: two layers with random weights; three to five layers; layers and batches of size 1, and no batch; the forward pass leaves its arguments alone
# hint: layers.pop() takes the layer away from the caller, too.

def mlp_forward(
    X: torch.Tensor, layers: list[tuple[torch.Tensor, torch.Tensor]]
) -> torch.Tensor:
    W, b = layers.pop()
    for V, c in layers:
        X = torch.relu(X @ V + c)
    return X @ W + b


def parameter_count(sizes: list[int]) -> int:
    count = 0
    for i in range(1, len(sizes)):
        count += (sizes[i - 1] + 1) * sizes[i]
    return count
