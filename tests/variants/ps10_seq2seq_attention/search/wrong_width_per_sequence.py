# loses: beams of every width; the model is never asked to go on behind the end
# hint: All extensions compete for width places; here each sequence keeps width of its own, and the beam grows.

def greedy(
    model: Callable[[list[int]], torch.Tensor], end: int, steps: int
) -> list[int]:
    tokens = []
    while len(tokens) < steps and end not in tokens:
        tokens.append(int(model(tokens).argmax()))
    return tokens


def beam_search(
    model: Callable[[list[int]], torch.Tensor],
    end: int,
    steps: int,
    width: int,
    alpha: float,
) -> tuple[list[int], float]:
    beam = [([], 0.0)]
    for _ in range(steps):
        longer = []
        for tokens, total in beam:
            if end in tokens:
                longer.append((tokens, total))
                continue
            options = sorted(enumerate(model(tokens).tolist()), key=lambda option: -option[1])
            longer += [([*tokens, y], total + part) for y, part in options[:width]]
        beam = longer
    best = max(beam, key=lambda entry: entry[1] / len(entry[0]) ** alpha)
    return best[0], best[1] / len(best[0]) ** alpha
