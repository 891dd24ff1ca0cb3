# loses: parameter_count of other networks
# hint: The count is a number, an int; yours is of another kind.

def mlp_forward(X: torch.Tensor, layers: list[tuple[torch.Tensor, torch.Tensor]]) -> torch.Tensor:
    H = X
    for number, (W, b) in enumerate(layers):
        if number > 0:
            H = torch.relu(H)
        H = H @ W + b
    return H


def parameter_count(sizes):
    s = torch.tensor(sizes)
    return ((s[:-1] + 1) * s[1:]).sum()
