# loses: random decoders; gradients of the decoder; a decoder with sizes of 1
# hint: Teacher forcing: what goes in is the given token, not your own prediction.

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
    s, outputs, step = c, [], tokens[:, 0]
    for _ in range(tokens.shape[1]):
        logits, s = decoder_step(step, s, c, parameters)
        outputs.append(logits)
        step = logits.argmax(dim=1)
    return torch.stack(outputs, dim=1)
