# loses: the widest beam finds the best of all; beams of every width; the exponent of the length decides between short and long; the model is never asked to go on behind the end
# hint: A sequence with end is finished: do not ask the model what follows it.

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
    score = lambda entry: entry[1] / len(entry[0]) ** alpha
    for _ in range(steps):
        longer = []
        for tokens, total in beam:
            for token, log_p in enumerate(model(tokens).tolist()):
                longer.append(([*tokens, token], total + log_p))
        beam = sorted(longer, key=score, reverse=True)[:width]
    return beam[0][0], score(beam[0])
