# loses: two calls draw different texts
# hint: A generator that starts from the same number each time makes every text the same.

def next_probabilities(
    logits: torch.Tensor, temperature: float
) -> torch.Tensor:
    if temperature == 0:
        return torch.eye(len(logits)).to(logits)[logits.argmax()]
    return ((logits - logits.max()) / temperature).softmax(dim=0)


def generate(
    parameters: dict[str, torch.Tensor],
    prompt: list[int],
    length: int,
    temperature: float,
) -> list[int]:
    source = torch.Generator().manual_seed(7)
    h = torch.zeros_like(parameters["b_h"])[None]
    unread, text = list(prompt), []
    for _ in range(length):
        logits, h = language_model(parameters, torch.tensor([unread]), h)
        p = next_probabilities(logits[0, -1], temperature)
        unread = [int(p.multinomial(1, generator=source))]
        text += unread
    return text
