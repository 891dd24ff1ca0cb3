# loses: the table of a model that looks one step ahead; the table of a running sum; one of the two leaks; tables of random models; leaks from any later step, and none from the present; leaks in one sequence, and in one of its numbers; tokens, and networks of all kinds; one step, one sequence, one number
# hint: Inputs may be tokens of shape (B, T): X[:, s] is step s with and without a third dim.

def influence(
    model: Callable[[torch.Tensor], torch.Tensor],
    X: torch.Tensor,
    other: torch.Tensor,
) -> torch.Tensor:
    usual, columns = model(X), []
    for s in range(X.shape[1]):
        tried = X.clone()
        tried[:, s, :] = other[:, s, :]
        differs = (model(tried) != usual).transpose(0, 1)  # (T, B, ...)
        columns.append(differs.flatten(start_dim=1).any(dim=1))
    return torch.stack(columns, dim=1)


def leaks(
    model: Callable[[torch.Tensor], torch.Tensor],
    X: torch.Tensor,
    other: torch.Tensor,
) -> bool:
    return influence(model, X, other).triu(1).any().item()
