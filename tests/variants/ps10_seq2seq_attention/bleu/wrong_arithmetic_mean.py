# loses: four of five tokens, by hand; found as often as the reference has it; too short costs, too long does not cost twice; random sentences
# hint: The geometric mean: a product and a root.

def bleu(prediction: list[str], reference: list[str]) -> float:
    have, want = len(prediction), len(reference)
    N, shares = min(4, have), []
    for n in range(1, N + 1):
        said, meant = (
            Counter(tuple(text[i : i + n]) for i in range(len(text) - n + 1))
            for text in (prediction, reference)
        )
        shares.append((said & meant).total() / said.total())
    if not shares or 0 in shares:
        return 0.0
    return min(1.0, math.exp(1 - want / have)) * sum(shares) / N
