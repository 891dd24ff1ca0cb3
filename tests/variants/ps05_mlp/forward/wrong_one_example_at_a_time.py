# loses: layers and batches of size 1, and no batch
# hint: With no examples there is nothing to stack: let one product do the whole batch.

def mlp_forward(
    X: torch.Tensor, layers: list[tuple[torch.Tensor, torch.Tensor]]
) -> torch.Tensor:
    rows = []
    for x in X:
        for i, (W, b) in enumerate(layers):
            x = (x.clamp(min=0) if i else x) @ W + b
        rows.append(x)
    return torch.stack(rows)


def parameter_count(sizes: list[int]) -> int:
    count = 0
    for i in range(1, len(sizes)):
        count += (sizes[i - 1] + 1) * sizes[i]
    return count
