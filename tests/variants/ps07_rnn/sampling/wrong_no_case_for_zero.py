# loses: temperature 0 takes the largest logit; a model that counts; a temperature near 0 is nearly the argmax, a high one nearly dice; logits of 10,000 and -10,000 at any temperature; the likeliest text of a model with a memory
# hint: One cannot divide by 0: temperature 0 is a case of its own.

def next_probabilities(
    logits: torch.Tensor, temperature: float
) -> torch.Tensor:
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
