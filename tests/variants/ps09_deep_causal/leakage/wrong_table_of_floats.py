# loses: the table of a model that looks one step ahead; the table of a running sum; tables of random models; leaks in one sequence, and in one of its numbers; small leaks, and leaks that cancel; tokens, and networks of all kinds; one step, one sequence, one number; X and other stay as they were
# hint: The table is bool: true where an output moves, not how far.

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
    return torch.stack(columns, dim=1).float()


def leaks(
    model: Callable[[torch.Tensor], torch.Tensor],
    X: torch.Tensor,
    other: torch.Tensor,
) -> bool:
    return influence(model, X, other).triu(1).any().item()
