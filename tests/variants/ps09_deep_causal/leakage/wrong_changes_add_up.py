# loses: the table of a model that looks one step ahead; the table of a running sum; one of the two leaks; tables of random models; leaks from any later step, and none from the present; leaks in one sequence, and in one of its numbers; small leaks, and leaks that cancel; tokens, and networks of all kinds
# hint: The copy is made once, so the changes add up: each step is replaced on its own.

def influence(
    model: Callable[[torch.Tensor], torch.Tensor],
    X: torch.Tensor,
    other: torch.Tensor,
) -> torch.Tensor:
    usual, columns, tried = model(X), [], X.clone()
    for s in range(X.shape[1]):
        tried[:, s] = other[:, s]
        differs = (model(tried) != usual).transpose(0, 1)
        columns.append(differs.flatten(start_dim=1).any(dim=1))
    return torch.stack(columns, dim=1)


def leaks(
    model: Callable[[torch.Tensor], torch.Tensor],
    X: torch.Tensor,
    other: torch.Tensor,
) -> bool:
    return influence(model, X, other).triu(1).any().item()
