def mlp_forward(
    X: torch.Tensor, layers: list[tuple[torch.Tensor, torch.Tensor]]
) -> torch.Tensor:
    for i in range(len(layers) - 1):
        X = torch.clamp(torch.addmm(layers[i][1], X, layers[i][0]), min=0)
    W, b = layers[-1]
    return torch.addmm(b, X, W)


def parameter_count(sizes: list[int]) -> int:
    total = 0
    for i, n in enumerate(sizes[:-1]):
        total += n * sizes[i + 1] + sizes[i + 1]
    return total
