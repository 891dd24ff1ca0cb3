# loses: the table of a model that looks one step ahead; the table of a running sum; one of the two leaks; tables of random models; leaks from any later step, and none from the present; leaks in one sequence, and in one of its numbers; small leaks, and leaks that cancel; tokens, and networks of all kinds
# hint: Compare with the outputs for X itself; yours are compared with those of the change before.

def influence(
    model: Callable[[torch.Tensor], torch.Tensor],
    X: torch.Tensor,
    other: torch.Tensor,
) -> torch.Tensor:
    usual, columns = model(X), []
    for s in range(X.shape[1]):
        tried = X.clone()
        tried[:, s] = other[:, s]
        new = model(tried)
        columns.append((new != usual).transpose(0, 1).flatten(start_dim=1).any(dim=1))
        usual = new
    return torch.stack(columns, dim=1)


def leaks(
    model: Callable[[torch.Tensor], torch.Tensor],
    X: torch.Tensor,
    other: torch.Tensor,
) -> bool:
    return influence(model, X, other).triu(1).any().item()
