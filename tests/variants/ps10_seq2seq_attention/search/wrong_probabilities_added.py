# loses: a beam of 2 finds what greedy misses; a beam of 1 is greedy; the widest beam finds the best of all; beams of every width; the exponent of the length decides between short and long
# hint: Log-probabilities are added; probabilities would be multiplied.

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
    beam = [([], 0.0)]  # tokens and the sum of their log-probabilities
    score = lambda entry: entry[1] / len(entry[0]) ** alpha  # noqa: E731
    for _ in range(steps):
        longer = [entry for entry in beam if end in entry[0]]
        for tokens, total in beam:
            if end not in tokens:
                for token, log_p in enumerate(model(tokens).exp().tolist()):
                    longer.append(([*tokens, token], total + log_p))
        beam = sorted(longer, key=score, reverse=True)[:width]
    return beam[0][0], score(beam[0])
