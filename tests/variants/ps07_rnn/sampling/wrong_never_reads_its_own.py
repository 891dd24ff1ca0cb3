# loses: a model that counts; the likeliest text of a model with a memory; what is drawn is what is read next; a text is a list of integers, of any length
# hint: What is drawn is never read: the model says the same again and again.

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
    h = torch.zeros_like(parameters["b_h"])[None]
    logits, h = language_model(parameters, torch.tensor([prompt]), h)
    p = next_probabilities(logits[0, -1], temperature)
    return [int(p.multinomial(1)) for _ in range(length)]
