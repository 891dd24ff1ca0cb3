# loses: tokens are drawn with their probabilities
# hint: Every token may be drawn, with its own probability; yours draws one of the two likeliest.

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
    unread, text = list(prompt), []
    for _ in range(length):
        logits, h = language_model(parameters, torch.tensor([unread]), h)
        p, tokens = next_probabilities(logits[0, -1], temperature).topk(2)
        unread = [int(tokens[p.multinomial(1)])]
        text += unread
    return text
