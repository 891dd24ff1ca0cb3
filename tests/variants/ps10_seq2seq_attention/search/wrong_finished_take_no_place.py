# loses: beams of every width
# hint: Finished sequences compete with the others for the width places; here they are put aside.

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
    live, done = [([], 0.0)], []
    score = lambda entry: entry[1] / len(entry[0]) ** alpha
    for _ in range(steps):
        longer = []
        for tokens, total in live:
            for token, log_p in enumerate(model(tokens).tolist()):
                longer.append(([*tokens, token], total + log_p))
        done += [entry for entry in longer if end in entry[0]]
        longer = [entry for entry in longer if end not in entry[0]]
        live = sorted(longer, key=score, reverse=True)[:width]
    best = max(done + live, key=score)
    return best[0], score(best)
