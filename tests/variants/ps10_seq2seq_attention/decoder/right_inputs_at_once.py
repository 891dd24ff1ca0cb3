def decoder_step(
    tokens: torch.Tensor,
    s: torch.Tensor,
    c: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    x = torch.cat([parameters["embedding"][tokens], c], dim=1)  # (B, D + A)
    s = gru(parameters, x, s)
    return s @ parameters["W_o"].mT + parameters["b_o"], s


def decode(
    tokens: torch.Tensor,
    c: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> torch.Tensor:
    T = tokens.shape[1]
    e = torch.nn.functional.embedding(tokens, parameters["embedding"])
    x = torch.cat((e, c.unsqueeze(1).repeat(1, T, 1)), dim=-1)
    states = [c]
    for t in range(T):
        states.append(gru(parameters, x[:, t], states[t]))
    states = torch.stack(states[1:], dim=1)
    return torch.einsum("bth,vh->btv", states, parameters["W_o"]) + parameters["b_o"]
