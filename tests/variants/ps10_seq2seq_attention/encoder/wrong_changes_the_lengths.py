# loses: more padding changes nothing; gradients of the encoder, none from padding; the encoder leaves its arguments alone and keeps the dtype
# hint: lengths -= 1 counts down the lengths of the caller.

def encode(
    tokens: torch.Tensor,
    lengths: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    x = parameters["embedding"][tokens]  # (B, S, D)
    h = x.new_zeros(len(tokens), parameters["W_h"].shape[1])
    notes = []
    for t in range(tokens.shape[1]):
        valid = (lengths > 0)[:, None]
        lengths -= 1
        h = torch.where(valid, gru(parameters, x[:, t], h), h)
        notes.append(h * valid)
    return torch.stack(notes, dim=1), h
