# loses: predictions of one, two and three tokens; no run of some length found: 0; a copy is worth 1, whole words count, arguments stay
# hint: A share of 0 makes BLEU 0 here: nothing is added to the counts.

def bleu(prediction: list[str], reference: list[str]) -> float:
    have, want = len(prediction), len(reference)
    N = min(4, have)
    product = float(have > 0)
    for n in range(1, N + 1):
        said, meant = (
            Counter(zip(*(text[i:] for i in range(n)), strict=False))
            for text in (prediction, reference)
        )
        product *= max(0.5, (said & meant).total()) / said.total()
    if product == 0:
        return 0.0
    return min(1.0, math.exp(1 - want / have)) * product ** (1 / N)
