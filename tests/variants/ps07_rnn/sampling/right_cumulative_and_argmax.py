def next_probabilities(
    logits: torch.Tensor, temperature: float
) -> torch.Tensor:
    if temperature > 0:
        weights = ((logits - logits.amax()) / temperature).exp()
    else:
        weights = torch.zeros_like(logits)
        weights[logits.argmax()] = 1
    return weights / weights.sum()


def generate(
    parameters: dict[str, torch.Tensor],
    prompt: list[int],
    length: int,
    temperature: float,
) -> list[int]:
    h = parameters["W_hh"].new_zeros(1, len(parameters["W_hh"]))
    logits, h = language_model(parameters, torch.tensor(prompt)[None], h)
    out = []
    while len(out) < length:
        p = next_probabilities(logits[0, -1], temperature)
        token = int(torch.searchsorted(p.cumsum(0), p.sum() * torch.rand(()).to(p)))
        token = min(token, len(p) - 1) if temperature else logits[0, -1].argmax().item()
        out.append(token)
        logits, h = language_model(parameters, torch.tensor([[token]]), h)
    return out
