# loses: temperature 0 takes the largest logit; a temperature near 0 is nearly the argmax, a high one nearly dice; logits of 10,000 and -10,000 at any temperature; sampling leaves its arguments alone and keeps the dtype
# hint: one_hot gives integers: make them numbers of the dtype of the logits.

def next_probabilities(
    logits: torch.Tensor, temperature: float
) -> torch.Tensor:
    if temperature == 0:
        return torch.nn.functional.one_hot(logits.argmax(), len(logits))
    return torch.softmax(logits / temperature, dim=0)


def generate(
    parameters: dict[str, torch.Tensor],
    prompt: list[int],
    length: int,
    temperature: float,
) -> list[int]:
    h = torch.zeros_like(parameters["b_h"])[None]
    unread, text = list(prompt), []
    for _ in range(length):
        logits, h = language_model(parameters, torch.tensor([unread]), h)
        p = next_probabilities(logits[0, -1], temperature)
        unread = [int(p.float().multinomial(1))]
        text += unread
    return text
