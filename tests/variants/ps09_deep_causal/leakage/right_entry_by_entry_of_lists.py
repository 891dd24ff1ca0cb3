def influence(model, X, other):
    T = X.shape[1]
    usual = model(X.clone())
    table = [[False] * T for _ in range(T)]
    for s in range(T):
        tried = torch.cat([X[:, :s], other[:, s:s + 1], X[:, s + 1:]], dim=1)
        now = model(tried)
        for t in range(T):
            table[t][s] = not torch.equal(now[:, t], usual[:, t])
    return torch.tensor(table)


def leaks(model, X, other):
    table = influence(model, X, other).tolist()
    return any((moved for t, row in enumerate(table) for moved in row[t + 1:]))
