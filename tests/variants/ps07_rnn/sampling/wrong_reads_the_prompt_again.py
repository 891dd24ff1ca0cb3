# loses: the likeliest text of a model with a memory
# hint: The state has read the prompt already: from then on only the new token is read.

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
    text = list(prompt)
    for _ in range(length):
        logits, h = language_model(parameters, torch.tensor([text]), h)
        p = next_probabilities(logits[0, -1], temperature)
        text.append(torch.multinomial(p, 1).item())
    return text[len(prompt) :]
