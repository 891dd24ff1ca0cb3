# loses: leaks from any later step, and none from the present; leaks in one sequence, and in one of its numbers; small leaks, and leaks that cancel
# hint: A difference may be negative, too.

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
        columns.append((moved > 0).any(dim=1))
    return torch.stack(columns, dim=1)


def leaks(
    model: Callable[[torch.Tensor], torch.Tensor],
    X: torch.Tensor,
    other: torch.Tensor,
) -> bool:
    return influence(model, X, other).triu(1).any().item()
