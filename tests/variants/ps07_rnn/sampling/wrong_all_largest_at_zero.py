# loses: temperature 0 takes the largest logit; logits of 10,000 and -10,000 at any temperature
# hint: Equal logits share the 1 here: only the first of them takes it.

def next_probabilities(
    logits: torch.Tensor, temperature: float
) -> torch.Tensor:
    if temperature == 0:
        top = (logits == logits.max()).to(logits)
        return top / top.sum()
    return torch.softmax(logits / temperature, dim=0)


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
