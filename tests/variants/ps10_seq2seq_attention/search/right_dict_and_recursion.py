def worth(item, alpha):
    return item[1] / len(item[0]) ** alpha


def go_on(model, end, steps, width, alpha, beam):
    if all(len(text) == steps or end in text for text in beam):
        return beam
    after = {}
    for text, total in beam.items():
        if end in text:
            after[text] = total
        else:
            for y, part in enumerate(model(list(text)).tolist()):
                after[(*text, y)] = total + part
    ranked = sorted(after.items(), key=lambda item: worth(item, alpha))
    return go_on(model, end, steps, width, alpha, dict(ranked[-width:]))


def greedy(
    model: Callable[[list[int]], torch.Tensor], end: int, steps: int
) -> list[int]:
    def write(text):
        if len(text) == steps or end in text:
            return text
        return write([*text, model(text).argmax().item()])

    return write([])


def beam_search(
    model: Callable[[list[int]], torch.Tensor],
    end: int,
    steps: int,
    width: int,
    alpha: float,
) -> tuple[list[int], float]:
    beam = go_on(model, end, steps, width, alpha, {(): 0.0})
    best = max(beam.items(), key=lambda item: worth(item, alpha))
    return [*best[0]], worth(best, alpha)
