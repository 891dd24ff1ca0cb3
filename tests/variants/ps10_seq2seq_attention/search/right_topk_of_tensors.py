def greedy(
    model: Callable[[list[int]], torch.Tensor], end: int, steps: int
) -> list[int]:
    return beam_search(model, end, steps, 1, 1.0)[0]


def beam_search(
    model: Callable[[list[int]], torch.Tensor],
    end: int,
    steps: int,
    width: int,
    alpha: float,
) -> tuple[list[int], float]:
    beam = [((), 0.0, 0.0)]
    while any(len(text) < steps and end not in text for text, _, _ in beam):
        grown = []
        for text, total, value in beam:
            if text and (text[-1] == end or len(text) == steps):
                grown.append((text, total, value))
                continue
            log_p = model(list(text))
            for y in range(len(log_p)):
                after = total + log_p[y].item()
                grown.append((text + (y,), after, after / (len(text) + 1) ** alpha))
        values = torch.tensor([value for _, _, value in grown], dtype=torch.float64)
        order = values.topk(min(width, len(grown))).indices.tolist()
        beam = [grown[i] for i in order]
    return list(beam[0][0]), beam[0][2]
