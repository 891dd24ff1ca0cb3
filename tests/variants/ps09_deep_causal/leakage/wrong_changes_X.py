# loses: X and other stay as they were
# hint: tried = X is a second name for X, no copy: X itself is changed.

def influence(
    model: Callable[[torch.Tensor], torch.Tensor],
    X: torch.Tensor,
    other: torch.Tensor,
) -> torch.Tensor:
    usual, columns = model(X), []
    for s in range(X.shape[1]):
        before = X[:, s].clone()
        X[:, s] = other[:, s]
        differs = (model(X) != usual).transpose(0, 1)
        columns.append(differs.flatten(start_dim=1).any(dim=1))
        X[:, s] = before if s < X.shape[1] - 1 else other[:, s]
    return torch.stack(columns, dim=1)


def leaks(
    model: Callable[[torch.Tensor], torch.Tensor],
    X: torch.Tensor,
    other: torch.Tensor,
) -> bool:
    return influence(model, X, other).triu(1).any().item()
