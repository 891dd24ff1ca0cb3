# loses: a row stops at its own length; more padding changes nothing; gradients of the encoder, none from padding; sizes of 1, and a row of length 0
# hint: A row of length n has its valid tokens at t = 0 to n - 1.

def encode(
    tokens: torch.Tensor,
    lengths: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    x = parameters["embedding"][tokens]  # (B, S, D)
    h = x.new_zeros(len(tokens), parameters["W_h"].shape[1])
    notes = []
    for t in range(tokens.shape[1]):
        valid = (t <= lengths)[:, None]  # (B, 1)
        h = torch.where(valid, gru(parameters, x[:, t], h), h)
        notes.append(h * valid)
    return torch.stack(notes, dim=1), h
