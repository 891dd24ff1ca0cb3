# loses: gradients of both directions; both directions keep dtype and device
# hint: The backward half went through float32, and its digits got lost.

def bidirectional(X, ahead, back, lengths):
    T, halves, ends = (X.shape[1], [], [])
    for (W_hx, W_hh, b_h), way in ((ahead, 1), (back, -1)):
        h, row = (X.new_zeros(len(X), len(b_h)), [])
        for t in range(T)[::way]:
            valid = (lengths > t)[:, None]
            new = (X[:, t] @ W_hx.T + h @ W_hh.T + b_h).tanh()
            if way == -1:
                new = new.float().to(X.dtype)
            h = torch.where(valid, new, h)
            row.append(new * valid)
        halves.append(torch.stack(row[::way], dim=1))
        ends.append(h)
    return (torch.cat(halves, dim=2), torch.cat(ends, dim=1))
