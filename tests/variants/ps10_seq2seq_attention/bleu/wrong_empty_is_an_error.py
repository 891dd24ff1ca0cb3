# loses: an empty prediction is worth 0
# hint: An empty prediction has no length to divide by.

def bleu(prediction: list[str], reference: list[str]) -> float:
    have, want = len(prediction), len(reference)
    N = min(4, have)
    product = 1.0
    for n in range(1, N + 1):
        said, meant = (
            Counter(zip(*(text[i:] for i in range(n)), strict=False))
            for text in (prediction, reference)
        )
        product *= (said & meant).total() / said.total()
    if product == 0:
        return 0.0
    return min(1.0, math.exp(1 - want / have)) * product ** (1 / N)
