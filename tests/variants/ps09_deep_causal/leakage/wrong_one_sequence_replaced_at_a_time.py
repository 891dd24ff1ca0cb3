# loses: leaks in one sequence, and in one of its numbers
# hint: A step is replaced in all sequences together, and the table is made of that.

def influence(model, X, other):
    T = X.shape[1]
    table = torch.zeros(T, T, dtype=torch.bool)
    usual = model(X)
    for b in range(len(X)):
        for s in range(T):
            tried = X.clone()
            tried[b, s] = other[b, s]
            d = (model(tried) != usual).transpose(0, 1)
            table[:, s] |= d.reshape(T, -1).any(1)
    return table


def leaks(model, X, other):
    return bool(influence(model, X, other).triu(1).any())
