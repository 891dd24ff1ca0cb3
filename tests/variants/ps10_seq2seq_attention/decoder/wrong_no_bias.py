# loses: one step, by hand; the decoder uses nothing ready-made; random steps of the decoder; random decoders; gradients of the decoder; a decoder with sizes of 1
# hint: b_o is missing.

def decoder_step(
    tokens: torch.Tensor,
    s: torch.Tensor,
    c: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    x = torch.cat([parameters["embedding"][tokens], c], dim=1)  # (B, D + A)
    s = gru(parameters, x, s)
    return s @ parameters["W_o"].mT, s


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
