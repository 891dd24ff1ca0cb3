# loses: the likeliest text of a model with a memory; two calls draw different texts; sampling leaves its arguments alone and keeps the dtype
# hint: torch.zeros is float32; the state of zeros has the dtype of the parameters.

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
    h, new = torch.zeros(1, len(parameters["b_h"])), []
    tokens = torch.tensor([prompt])
    for _ in range(length):
        logits, h = language_model(parameters, tokens, h)
        p = next_probabilities(logits[0, -1], temperature)
        tokens = torch.multinomial(p, 1)[None]
        new.append(tokens.item())
    return new
