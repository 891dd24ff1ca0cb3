def greedy(model, end, steps):
    tokens = []
    while len(tokens) < steps:
        logp = model(tokens)
        nxt = int(torch.argmax(logp))
        tokens.append(nxt)
        if nxt == end:
            break
    return tokens


def beam_search(model, end, steps, width, alpha):
    beams = [([], 0.0)]

    def score_of(beam):
        toks, logp = beam
        return logp / len(toks) ** alpha

    def done(toks):
        return len(toks) == steps or (len(toks) > 0 and toks[-1] == end)

    while True:
        candidates = []
        for toks, total in beams:
            if done(toks):
                candidates.append((toks, total))
            else:
                for v in range(len(model(toks))):
                    candidates.append((toks + [v], total + float(model(toks)[v])))
        candidates.sort(key=score_of, reverse=True)
        beams = candidates[:width]
        if all(done(toks) for toks, _ in beams):
            break
    best = beams[0]
    return best[0], score_of(best)
