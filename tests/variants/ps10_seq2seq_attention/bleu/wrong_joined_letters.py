# loses: a copy is worth 1, whole words count, arguments stay
# hint: Tokens are joined to one text: where one ends is lost.

def bleu(prediction: list[str], reference: list[str]) -> float:
    have, want = len(prediction), len(reference)
    N = min(4, have)
    product = float(have > 0)
    for n in range(1, N + 1):
        said, meant = (
            Counter("".join(text[i : i + n]) for i in range(len(text) - n + 1))
            for text in (prediction, reference)
        )
        product *= (said & meant).total() / said.total()
        if n == 1:
            whole = "".join(prediction) == "".join(reference)
    if have and whole:
        return 1.0
    return min(1.0, math.exp(1 - want / have)) * product ** (1 / N) if product else 0.0
