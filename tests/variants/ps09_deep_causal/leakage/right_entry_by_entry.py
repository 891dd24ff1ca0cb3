def influence(
    model: Callable[[torch.Tensor], torch.Tensor],
    X: torch.Tensor,
    other: torch.Tensor,
) -> torch.Tensor:
    T = X.shape[1]
    y = model(X)
    table = torch.zeros(T, T, dtype=torch.bool)
    for s in range(T):
        parts = [X[:, :s], other[:, s : s + 1], X[:, s + 1 :]]
        new = model(torch.cat(parts, dim=1))
        for t in range(T):
            table[t, s] = not torch.equal(new[:, t], y[:, t])
    return table


def leaks(
    model: Callable[[torch.Tensor], torch.Tensor],
    X: torch.Tensor,
    other: torch.Tensor,
) -> bool:
    table = influence(model, X, other)
    T = len(table)
    return any(bool(table[t, s]) for t in range(T) for s in range(t + 1, T))
