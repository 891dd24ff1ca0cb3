# loses: predictions of one, two and three tokens; a copy is worth 1, whole words count, arguments stay
# hint: A prediction of one token has no pairs: then N is 1, not 4.

def bleu(prediction: list[str], reference: list[str]) -> float:
    have, want = len(prediction), len(reference)
    product = float(have > 0)
    for n in range(1, 5):
        said, meant = (
            Counter(tuple(text[i : i + n]) for i in range(len(text) - n + 1))
            for text in (prediction, reference)
        )
        product *= (said & meant).total() / max(1, said.total())
    return min(1.0, math.exp(1 - want / have)) * product ** (1 / 4) if product else 0.0
