# loses: leaks from any later step, and none from the present
# hint: A model may look two steps ahead, or at the end: all later steps count, not just t + 1.

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
    return influence(model, X, other).diagonal(1).any().item()
