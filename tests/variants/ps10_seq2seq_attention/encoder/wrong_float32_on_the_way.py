# loses: the encoder leaves its arguments alone and keeps the dtype
# hint: Somewhere on the way the numbers become float32, and digits that float32 cannot hold are gone for good.

def encode(
    tokens: torch.Tensor,
    lengths: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    x = parameters["embedding"][tokens]  # (B, S, D)
    h = x.new_zeros(len(tokens), parameters["W_h"].shape[1])
    notes = []
    for t in range(tokens.shape[1]):
        valid = (t < lengths)[:, None]  # (B, 1)
        h = torch.where(valid, gru(parameters, x[:, t], h), h)
        notes.append(h * valid)
    return torch.stack(notes, dim=1).float().to(x), h.float().to(x)
