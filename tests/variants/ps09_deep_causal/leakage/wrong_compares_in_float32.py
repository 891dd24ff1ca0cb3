# loses: small leaks, and leaks that cancel
# hint: Outputs of float64 are compared as float32: small differences are lost.

def influence(model, X, other):
    usual, columns = (model(X), [])
    for s in range(X.shape[1]):
        tried = X.clone()
        tried[:, s] = other[:, s]
        differs = (model(tried).float() - usual.float() != 0).transpose(0, 1)
        columns.append(differs.flatten(start_dim=1).any(dim=1))
    return torch.stack(columns, dim=1)


def leaks(model: Callable[[torch.Tensor], torch.Tensor], X: torch.Tensor, other: torch.Tensor) -> bool:
    return influence(model, X, other).triu(1).any().item()
