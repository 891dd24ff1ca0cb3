# loses: two layers with random weights; three to five layers; layers and batches of size 1, and no batch; the forward pass leaves its arguments alone
# hint: X *= and relu_ change what they are called on: at the first layer that is the X of the caller.

def mlp_forward(
    X: torch.Tensor, layers: list[tuple[torch.Tensor, torch.Tensor]]
) -> torch.Tensor:
    for i, (W, b) in enumerate(layers):
        if i > 0:
            X = torch.relu(X)
        out = X @ W + b
        X -= X
        X = out
    return X


def parameter_count(sizes: list[int]) -> int:
    count = 0
    for i in range(1, len(sizes)):
        count += (sizes[i - 1] + 1) * sizes[i]
    return count
