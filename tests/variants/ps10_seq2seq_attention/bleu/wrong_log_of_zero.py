# loses: predictions of one, two and three tokens; no run of some length found: 0; a copy is worth 1, whole words count, arguments stay
# hint: math.log(0) is an error: look for a share of 0 first.

def bleu(prediction: list[str], reference: list[str]) -> float:
    have, want = len(prediction), len(reference)
    if not have:
        return 0.0
    N, total = min(4, have), 0.0
    for n in range(1, N + 1):
        said, meant = (
            Counter(tuple(text[i : i + n]) for i in range(len(text) - n + 1))
            for text in (prediction, reference)
        )
        total += math.log((said & meant).total() / said.total()) / N
    return min(1.0, math.exp(1 - want / have)) * math.exp(total)
