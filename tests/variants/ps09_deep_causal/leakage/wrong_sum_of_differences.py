# loses: small leaks, and leaks that cancel
# hint: Differences of both signs cancel in a sum: compare number by number.

def influence(
    model: Callable[[torch.Tensor], torch.Tensor],
    X: torch.Tensor,
    other: torch.Tensor,
) -> torch.Tensor:
    usual, columns = model(X), []
    for s in range(X.shape[1]):
        tried = X.clone()
        tried[:, s] = other[:, s]
        moved = (model(tried) - usual).transpose(0, 1).flatten(start_dim=1)
        columns.append(moved.sum(dim=1) != 0)
    return torch.stack(columns, dim=1)


def leaks(
    model: Callable[[torch.Tensor], torch.Tensor],
    X: torch.Tensor,
    other: torch.Tensor,
) -> bool:
    return influence(model, X, other).triu(1).any().item()
