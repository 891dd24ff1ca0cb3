# loses: sampling leaves its arguments alone and keeps the dtype
# hint: text = prompt makes a second name for the same list: what is appended to it, is appended to the prompt.

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
    text, unread = prompt, list(prompt)
    for _ in range(length):
        logits, h = language_model(parameters, torch.tensor([unread]), h)
        p = next_probabilities(logits[0, -1], temperature)
        unread = [int(p.multinomial(1))]
        text += unread
    return text[len(text) - length :]
