# loses: tokens are drawn with their probabilities
# hint: Below temperature 1 tokens are still drawn; only temperature 0 takes the largest.

def next_probabilities(
    logits: torch.Tensor, temperature: float
) -> torch.Tensor:
    if temperature == 0:
        first = torch.zeros_like(logits)
        first[logits.argmax()] = 1.0
        return first
    return torch.softmax(logits / temperature, dim=0)


def generate(
    parameters: dict[str, torch.Tensor],
    prompt: list[int],
    length: int,
    temperature: float,
) -> list[int]:
    h = torch.zeros_like(parameters["b_h"])[None]
    tokens, new = torch.tensor([prompt]), []
    for _ in range(length):
        logits, h = language_model(parameters, tokens, h)
        p = next_probabilities(logits[0, -1], temperature)
        token = p.argmax() if temperature < 1 else torch.multinomial(p, 1)
        tokens = token.reshape(1, 1)
        new.append(token.item())
    return new
