# loses: logits (0, log 2) at temperatures 1 and 1/2; probabilities of random logits; a temperature near 0 is nearly the argmax, a high one nearly dice; logits of 10,000 and -10,000 at any temperature; tokens are drawn with their probabilities
# hint: Divide by the temperature: a high one makes the differences small.

def next_probabilities(
    logits: torch.Tensor, temperature: float
) -> torch.Tensor:
    if temperature == 0:
        return torch.eye(len(logits)).to(logits)[logits.argmax()]
    return torch.softmax(logits * temperature, dim=0)


def generate(
    parameters: dict[str, torch.Tensor],
    prompt: list[int],
    length: int,
    temperature: float,
) -> list[int]:
    h = torch.zeros_like(parameters["b_h"])[None]  # (1, H)
    unread, text = list(prompt), []
    for _ in range(length):
        logits, h = language_model(parameters, torch.tensor([unread]), h)
        p = next_probabilities(logits[0, -1], temperature)
        unread = [int(p.multinomial(1))]
        text += unread
    return text
