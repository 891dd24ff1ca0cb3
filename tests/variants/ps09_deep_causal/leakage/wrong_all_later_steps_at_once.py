# loses: leaks from any later step, and none from the present
# hint: All later steps are replaced together; the task replaces one step and no other.

def influence(model: Callable[[torch.Tensor], torch.Tensor], X: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    usual, columns = (model(X), [])
    for s in range(X.shape[1]):
        tried = X.clone()
        tried[:, s] = other[:, s]
        differs = (model(tried) != usual).transpose(0, 1)
        columns.append(differs.flatten(start_dim=1).any(dim=1))
    return torch.stack(columns, dim=1)


def leaks(model, X, other):
    usual = model(X)
    for t in range(X.shape[1] - 1):
        tried = X.clone()
        tried[:, t + 1:] = other[:, t + 1:]
        if (model(tried)[:, :t + 1] != usual[:, :t + 1]).any():
            return True
    return False
