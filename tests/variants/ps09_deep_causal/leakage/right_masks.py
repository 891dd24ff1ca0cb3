def influence(
    model: Callable[[torch.Tensor], torch.Tensor],
    X: torch.Tensor,
    other: torch.Tensor,
) -> torch.Tensor:
    T = X.shape[1]
    rows = []
    for s in range(T):
        here = (torch.arange(T) == s).view(1, T, *[1] * (X.ndim - 2))
        new, old = model(torch.where(here, other, X)), model(X)
        rows.append(((new - old).abs() > 0).movedim(1, 0).reshape(T, -1).any(dim=1))
    return torch.stack(rows).T


def leaks(
    model: Callable[[torch.Tensor], torch.Tensor],
    X: torch.Tensor,
    other: torch.Tensor,
) -> bool:
    table = influence(model, X, other)
    return bool((table & ~torch.ones_like(table).tril()).any())
