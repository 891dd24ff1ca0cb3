# loses: random encoders; more padding changes nothing; sizes of 1, and a row of length 0; the encoder leaves its arguments alone and keeps the dtype
# hint: torch.zeros(...) and .float() make float32 of everything.

def encode(
    tokens: torch.Tensor,
    lengths: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    x = parameters["embedding"][tokens]  # (B, S, D)
    parameters = {k: w.float() for k, w in parameters.items()}
    x = x.float()
    h = x.new_zeros(len(tokens), parameters["W_h"].shape[1])
    notes = []
    for t in range(tokens.shape[1]):
        valid = (t < lengths)[:, None]  # (B, 1)
        h = torch.where(valid, gru(parameters, x[:, t], h), h)
        notes.append(h * valid)
    return torch.stack(notes, dim=1), h
