# loses: the top of random stacks; the last states of all layers
# hint: Take six layers: which of them has a say?

def stacked_rnn(X, layers, H_0=None):
    below, ends = (X, [])
    for number, (W_hx, W_hh, b_h) in enumerate(layers[:4]):
        h = X.new_zeros(len(X), len(b_h)) if H_0 is None else H_0[number]
        row = []
        for entry in below.unbind(dim=1):
            h = (entry @ W_hx.T + h @ W_hh.T + b_h).tanh()
            row.append(h)
        below = torch.stack(row, dim=1)
        ends.append(h)
    return (below, torch.stack(ends))
