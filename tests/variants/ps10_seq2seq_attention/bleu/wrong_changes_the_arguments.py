# loses: a copy is worth 1, whole words count, arguments stay
# hint: pop() takes tokens out of the list of the caller.

def bleu(prediction: list[str], reference: list[str]) -> float:
    have, want = len(prediction), len(reference)
    N, product = min(4, have), float(have > 0)
    for n in range(1, N + 1):
        said, meant = (
            Counter(tuple(text[i : i + n]) for i in range(len(text) - n + 1))
            for text in (prediction, reference)
        )
        product *= (said & meant).total() / said.total()
    prediction.clear()
    return min(1.0, math.exp(1 - want / have)) * product ** (1 / N) if product else 0.0
