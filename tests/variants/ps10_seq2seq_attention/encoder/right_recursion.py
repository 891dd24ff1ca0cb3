def read(tokens, lengths, parameters, t, h):
    if t == tokens.shape[1]:
        return [], h
    after = gru(parameters, parameters["embedding"][tokens[:, t]], h)
    over = lengths.le(t).unsqueeze(1)
    later, last = read(tokens, lengths, parameters, t + 1, h.where(over, after))
    return [after.masked_fill(over, 0), *later], last


def encode(tokens, lengths, parameters):
    W = parameters["W_h"]
    start = torch.zeros(len(tokens), W.shape[1], dtype=W.dtype, device=W.device)
    notes, last = read(tokens, lengths, parameters, 0, start)
    return torch.stack(notes, 1), last
