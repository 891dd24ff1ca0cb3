def influence(
    model: Callable[[torch.Tensor], torch.Tensor],
    X: torch.Tensor,
    other: torch.Tensor,
) -> torch.Tensor:
    usual, columns = model(X), []
    for s in range(X.shape[1]):
        tried = X.clone()
        tried[:, s] = other[:, s]
        differs = (model(tried) != usual).transpose(0, 1)  # (T, B, ...)
        columns.append(differs.flatten(start_dim=1).any(dim=1))
    return torch.stack(columns, dim=1)


def leaks(
    model: Callable[[torch.Tensor], torch.Tensor],
    X: torch.Tensor,
    other: torch.Tensor,
) -> bool:
    usual = model(X)
    for s in range(1, X.shape[1]):  # all outputs before step s
        tried = X.clone()
        tried[:, s] = other[:, s]
        if not torch.equal(model(tried)[:, :s], usual[:, :s]):
            return True
    return False
