# loses: the widest beam finds the best of all; beams of every width; the exponent of the length decides between short and long
# hint: The search goes on until all kept sequences are finished: a longer one may still overtake the best.

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
                logp = model(toks)
                for v in range(len(logp)):
                    candidates.append((toks + [v], total + float(logp[v])))
        candidates.sort(key=score_of, reverse=True)
        beams = candidates[:width]
        if done(beams[0][0]):
            break
    best = beams[0]
    return best[0], score_of(best)
