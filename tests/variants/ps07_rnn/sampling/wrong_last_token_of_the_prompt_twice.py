# loses: the likeliest text of a model with a memory
# hint: The last token of the prompt is read twice: once in the prompt, and again before the first draw.

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
    _, h = language_model(parameters, torch.tensor([prompt]), h)
    token, text = prompt[-1], []
    for _ in range(length):
        logits, h = language_model(parameters, torch.tensor([[token]]), h)
        token = int(next_probabilities(logits[0, -1], temperature).multinomial(1))
        text.append(token)
    return text
