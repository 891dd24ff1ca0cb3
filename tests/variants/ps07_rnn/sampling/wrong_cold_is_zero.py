# loses: logits of 10,000 and -10,000 at any temperature
# hint: Only a temperature of exactly 0 is the limit: above it equal logits share.

def next_probabilities(
    logits: torch.Tensor, temperature: float
) -> torch.Tensor:
    if temperature < 0.01:
        first = torch.zeros_like(logits)
        first[logits.argmax()] = 1.0
        return first
    return torch.softmax(logits / temperature, dim=0)


def generate(
    parameters: dict[str, torch.Tensor],
    prompt: list[int],
    length: int,
    temperature: float,
) -> list[int]:
    text = [*prompt]
    while len(text) < len(prompt) + length:
        h = torch.zeros(1, parameters["W_hh"].shape[0], dtype=parameters["W_hh"].dtype)
        logits, _ = language_model(parameters, torch.tensor([text]), h)
        p = next_probabilities(logits[0, -1], temperature)
        text.append(torch.distributions.Categorical(p).sample().item())
    return text[len(prompt) :]
