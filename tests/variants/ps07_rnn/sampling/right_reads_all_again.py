def next_probabilities(
    logits: torch.Tensor, temperature: float
) -> torch.Tensor:
    if temperature == 0:
        return torch.nn.functional.one_hot(logits.argmax(), len(logits)).to(logits.dtype).to(logits.device)
    return torch.softmax(logits / temperature, dim=-1)


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
