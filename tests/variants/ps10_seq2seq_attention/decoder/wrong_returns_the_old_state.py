# loses: one step, by hand; the context is the same at every step; random steps of the decoder; random decoders; gradients of the decoder; a decoder with sizes of 1
# hint: decoder_step gives back the new state, not the one that it was given.

def decoder_step(
    tokens: torch.Tensor,
    s: torch.Tensor,
    c: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    x = torch.cat([parameters["embedding"][tokens], c], dim=1)  # (B, D + A)
    new = gru(parameters, x, s)
    return new @ parameters["W_o"].mT + parameters["b_o"], s


def decode(
    tokens: torch.Tensor,
    c: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> torch.Tensor:
    s, outputs = c, []
    for step in tokens.unbind(dim=1):
        logits, s = decoder_step(step, s, c, parameters)
        outputs.append(logits)
    return torch.stack(outputs, dim=1)
