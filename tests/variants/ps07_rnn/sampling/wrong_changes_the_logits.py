# loses: a temperature near 0 is nearly the argmax, a high one nearly dice; sampling leaves its arguments alone and keeps the dtype
# hint: /= and -= change the logits of the caller.

def next_probabilities(
    logits: torch.Tensor, temperature: float
) -> torch.Tensor:
    if temperature == 0:
        return torch.eye(len(logits)).to(logits)[logits.argmax()]
    logits /= temperature
    return torch.softmax(logits, dim=0)


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
