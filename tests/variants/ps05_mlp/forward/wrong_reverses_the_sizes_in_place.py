# loses: parameter_count of other networks; the forward pass leaves its arguments alone
# hint: sizes.reverse() turns the list of the caller round.

def mlp_forward(
    X: torch.Tensor, layers: list[tuple[torch.Tensor, torch.Tensor]]
) -> torch.Tensor:
    H = X
    for number, (W, b) in enumerate(layers):
        if number > 0:
            H = torch.relu(H)
        H = H @ W + b
    return H


def parameter_count(sizes: list[int]) -> int:
    sizes.reverse()
    return sum((b + 1) * a for a, b in zip(sizes, sizes[1:]))
