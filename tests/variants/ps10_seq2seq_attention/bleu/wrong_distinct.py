# loses: found as often as the reference has it; random sentences
# hint: Each occurrence counts; here each n-gram counts once.

def bleu(prediction: list[str], reference: list[str]) -> float:
    have, want = len(prediction), len(reference)
    N = min(4, have)
    product = float(have > 0)
    for n in range(1, N + 1):
        said, meant = (
            Counter(zip(*(text[i:] for i in range(n)), strict=False))
            for text in (prediction, reference)
        )
        product *= len(set(said) & set(meant)) / len(set(said))
    if product == 0:
        return 0.0
    return min(1.0, math.exp(1 - want / have)) * product ** (1 / N)
