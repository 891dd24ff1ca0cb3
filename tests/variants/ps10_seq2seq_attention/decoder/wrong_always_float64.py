# loses: the context is the same at every step; the decoder uses nothing ready-made; the decoder leaves its arguments alone and keeps the dtype
# hint: float32 comes in, float64 goes out: leave the dtype as it is.

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
    s, outputs = c, []
    for step in tokens.unbind(dim=1):
        logits, s = decoder_step(step, s, c, parameters)
        outputs.append(logits)
    return torch.stack(outputs, dim=1).double()
