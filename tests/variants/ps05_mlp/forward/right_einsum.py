def mlp_forward(
    X: torch.Tensor, layers: list[tuple[torch.Tensor, torch.Tensor]]
) -> torch.Tensor:
    H = [X]
    for W, b in layers:
        A = torch.einsum("bi,ij->bj", H[-1], W) + b[None]
        H += [A, A.relu()]
    return H[-2]


def parameter_count(sizes: list[int]) -> int:
    weights = sum(a * b for a, b in zip(sizes, sizes[1:]))
    return weights + sum(sizes) - sizes[0]
