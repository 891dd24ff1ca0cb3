# loses: the widest beam finds the best of all; beams of every width; the exponent of the length decides between short and long
# hint: Finished sequences stay in the beam; here they are gone after one step.

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
    beam, best = [([], 0.0)], []
    score = lambda entry: entry[1] / len(entry[0]) ** alpha
    for _ in range(steps):
        longer = []
        for tokens, total in beam:
            if end not in tokens:
                for token, log_p in enumerate(model(tokens).tolist()):
                    longer.append(([*tokens, token], total + log_p))
        if longer:
            beam = sorted(longer, key=score, reverse=True)[:width]
    return beam[0][0], score(beam[0])
