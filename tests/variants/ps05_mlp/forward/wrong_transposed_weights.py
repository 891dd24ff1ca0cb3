# loses: two layers that compute XOR; two layers with random weights; three to five layers; layers and batches of size 1, and no batch; the forward pass leaves its arguments alone; the forward pass keeps dtype and device
# hint: W is (inputs, outputs) here, not transposed as in torch.nn.Linear.

def mlp_forward(
    X: torch.Tensor, layers: list[tuple[torch.Tensor, torch.Tensor]]
) -> torch.Tensor:
    for i, (W, b) in enumerate(layers):
        X = (torch.relu(X) if i else X) @ W.T + b
    return X


def parameter_count(sizes: list[int]) -> int:
    count = 0
    for i in range(1, len(sizes)):
        count += (sizes[i - 1] + 1) * sizes[i]
    return count
