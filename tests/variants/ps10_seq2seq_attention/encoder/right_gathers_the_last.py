def encode(
    tokens: torch.Tensor,
    lengths: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    B, S = tokens.shape
    x = torch.nn.functional.embedding(tokens, parameters["embedding"])
    states = [x.new_zeros(B, parameters["W_h"].shape[1])]
    for t in range(S):
        states.append(gru(parameters, x[:, t], states[-1]))
    states = torch.stack(states, dim=1)
    last = states[torch.arange(B, device=tokens.device), lengths]
    mask = torch.arange(S, device=tokens.device)[None] < lengths[:, None]
    return states[:, 1:] * mask[:, :, None].to(x.dtype), last
