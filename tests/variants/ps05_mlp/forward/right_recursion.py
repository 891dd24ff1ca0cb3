def mlp_forward(
    X: torch.Tensor, layers: list[tuple[torch.Tensor, torch.Tensor]]
) -> torch.Tensor:
    *hidden, (W, b) = layers
    if not hidden:
        return X.matmul(W).add(b)
    return mlp_forward_hidden(X, hidden).matmul(W).add(b)


def parameter_count(sizes: list[int]) -> int:
    if len(sizes) == 1:
        return 0
    return sizes[0] * sizes[1] + sizes[1] + parameter_count(sizes[1:])


def mlp_forward_hidden(X, hidden):
    for W, b in hidden:
        X = torch.where((X.matmul(W) + b) > 0, X.matmul(W) + b, 0)
    return X
