def next_probabilities(
    logits: torch.Tensor, temperature: float
) -> torch.Tensor:
    if temperature == 0:
        first = logits.argmax().item()
        return torch.arange(len(logits), device=logits.device).eq(first).to(logits.dtype)
    return logits.div(temperature).softmax(0)


def generate(
    parameters: dict[str, torch.Tensor],
    prompt: list[int],
    length: int,
    temperature: float,
) -> list[int]:
    h, text, unread = torch.zeros_like(parameters["W_hh"])[:1], [], prompt
    with torch.no_grad():
        for _ in range(length):
            logits, h = language_model(parameters, torch.tensor([unread]), h)
            o = logits[0, -1]
            noise = -(-torch.rand(len(o)).clamp(min=1e-30).log()).log()
            unread = [(o + temperature * noise).argmax().item()]
            text.extend(unread)
    return text
