# loses: found as often as the reference has it; random sentences; predictions of one, two and three tokens
# hint: An n-gram may stand anywhere in the reference, not only at the same place.

def bleu(prediction: list[str], reference: list[str]) -> float:
    have, want = len(prediction), len(reference)
    N = min(4, have)
    product = float(have > 0)
    for n in range(1, N + 1):
        places = range(have - n + 1)
        hits = sum(prediction[i : i + n] == reference[i : i + n] for i in places)
        product *= hits / len(places)
    return min(1.0, math.exp(1 - want / have)) * product ** (1 / N) if product else 0.0
