def next_probabilities(
    logits: torch.Tensor, temperature: float
) -> torch.Tensor:
    if not temperature:
        p = torch.zeros(logits.shape).to(logits)
        p[logits.tolist().index(max(logits.tolist()))] = 1.0
        return p
    log_p = torch.log_softmax(logits, dim=0) / temperature
    return (log_p - log_p.logsumexp(0)).exp()


def generate(
    parameters: dict[str, torch.Tensor],
    prompt: list[int],
    length: int,
    temperature: float,
) -> list[int]:
    h = torch.zeros(1, len(parameters["b_h"])).to(parameters["b_h"])
    for token in prompt:
        scores, h = language_model(parameters, torch.tensor([[token]]), h)
    out = []
    for _ in range(length):
        p = next_probabilities(scores.flatten(), temperature)
        out.append(torch.multinomial(p, num_samples=1).tolist()[0])
        scores, h = language_model(parameters, torch.tensor([out[-1:]]), h)
    return out
