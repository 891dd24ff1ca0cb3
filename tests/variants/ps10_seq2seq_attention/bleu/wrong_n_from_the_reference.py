# loses: predictions of one, two and three tokens
# hint: N is the smaller of 4 and the length of the prediction; the length of the reference does not matter for it.

def bleu(prediction, reference):
    c = len(prediction)
    r = len(reference)
    if c == 0:
        return 0.0
    N = min(4, c, r)
    product = 1.0
    for n in range(1, N + 1):
        found = 0
        ref = [tuple(reference[i:i + n]) for i in range(r - n + 1)]
        pred = [tuple(prediction[i:i + n]) for i in range(c - n + 1)]
        for g in pred:
            if g in ref:
                ref.remove(g)
                found += 1
        product *= found / len(pred)
    return min(1, math.exp(1 - r / c)) * product ** (1 / N)
