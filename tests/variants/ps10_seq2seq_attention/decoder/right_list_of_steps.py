def decoder_step(
    tokens: torch.Tensor,
    s: torch.Tensor,
    c: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    one_hot = torch.nn.functional.one_hot(tokens, len(parameters["embedding"]))
    e = one_hot.to(c.dtype) @ parameters["embedding"]
    new = gru(parameters, torch.hstack((e, c)), s)
    return torch.nn.functional.linear(new, parameters["W_o"], parameters["b_o"]), new


def decode(
    tokens: torch.Tensor,
    c: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> torch.Tensor:
    rows, state = [], c.clone()
    for t in range(tokens.size(1)):
        row, state = decoder_step(tokens[:, t], state, c, parameters)
        rows += [row[:, None]]
    return torch.cat(rows, dim=1)
