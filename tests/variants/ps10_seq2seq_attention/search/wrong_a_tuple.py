# loses: one step, one token, and kinds
# hint: A list of tokens is asked for, not a tuple.

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
                for token, log_p in enumerate(model(tokens).tolist()):
                    longer.append(([*tokens, token], total + log_p))
        beam = sorted(longer, key=score, reverse=True)[:width]
    return tuple(beam[0][0]), score(beam[0])
