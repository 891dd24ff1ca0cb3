# loses: the forward pass keeps dtype and device
# hint: Somewhere on the way the numbers become float32, and digits that float32 cannot hold are gone for good.

def mlp_forward(
    X: torch.Tensor, layers: list[tuple[torch.Tensor, torch.Tensor]]
) -> torch.Tensor:
    dtype = X.dtype
    for i, (W, b) in enumerate(layers):
        X = (torch.relu(X) if i else X.float()) @ W.float() + b.float()
    return X.to(dtype)


def parameter_count(sizes: list[int]) -> int:
    count = 0
    for i in range(1, len(sizes)):
        count += (sizes[i - 1] + 1) * sizes[i]
    return count
