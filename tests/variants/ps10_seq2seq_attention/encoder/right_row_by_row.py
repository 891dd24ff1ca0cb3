def encode(
    tokens: torch.Tensor,
    lengths: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    table, H = parameters["embedding"], parameters["W_h"].shape[1]
    rows, ends = [], []
    for row, n in zip(tokens, lengths.tolist()):
        h, states = table.new_zeros(1, H), []
        for token in row[:n]:
            h = gru(parameters, table[token][None], h)
            states.append(h)
        states += [table.new_zeros(1, H)] * (len(row) - n)
        rows.append(torch.cat(states))
        ends.append(h[0])
    return torch.stack(rows), torch.stack(ends)
