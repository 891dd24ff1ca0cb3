# loses: found as often as the reference has it; too short costs, too long does not cost twice; predictions of one, two and three tokens
# hint: The factor is exp(1 - r / c), not c / r.

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
    return min(1.0, have / want) * product ** (1 / N)
