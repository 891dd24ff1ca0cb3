# loses: too short costs, too long does not cost twice; random sentences
# hint: The factor is never above 1: a long prediction gets no bonus.

def bleu(prediction: list[str], reference: list[str]) -> float:
    have, want = len(prediction), len(reference)
    N = min(4, have)
    product = float(have > 0)
    for n in range(1, N + 1):
        said, meant = (
            Counter(zip(*(text[i:] for i in range(n)), strict=False))
            for text in (prediction, reference)
        )
        product *= (said & meant).total() / said.total()
    if product == 0:
        return 0.0
    return math.exp(1 - want / have) * product ** (1 / N)
