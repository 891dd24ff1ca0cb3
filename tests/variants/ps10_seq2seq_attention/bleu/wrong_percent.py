# loses: four of five tokens, by hand; found as often as the reference has it; too short costs, too long does not cost twice; BLEU imports nothing; random sentences; predictions of one, two and three tokens; a copy is worth 1, whole words count, arguments stay
# hint: From 0 to 1, not in percent.

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
    return 100 * min(1.0, math.exp(1 - want / have)) * product ** (1 / N)
