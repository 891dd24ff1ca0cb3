# loses: found as often as the reference has it; too short costs, too long does not cost twice; random sentences; predictions of one, two and three tokens
# hint: The share is one of the n-grams of the prediction, not of the reference.

def bleu(prediction: list[str], reference: list[str]) -> float:
    have, want = len(prediction), len(reference)
    N = min(4, have)
    product = float(have > 0)
    for n in range(1, N + 1):
        said, meant = (
            Counter(zip(*(text[i:] for i in range(n)), strict=False))
            for text in (prediction, reference)
        )
        product *= (said & meant).total() / max(1, meant.total())
    if product == 0:
        return 0.0
    return min(1.0, math.exp(1 - want / have)) * product ** (1 / N)
