# loses: temperature 0 takes the largest logit; logits of 10,000 and -10,000 at any temperature
# hint: A tiny temperature shares the 1 among equal logits; at 0 the first one takes it.

def next_probabilities(
    logits: torch.Tensor, temperature: float
) -> torch.Tensor:
    return torch.softmax(logits / max(temperature, 1e-4), dim=0)


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
