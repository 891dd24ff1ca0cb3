def bleu(prediction: list[str], reference: list[str]) -> float:
    c = len(prediction)
    shares = []
    for n in range(1, 5):
        mine = [tuple(prediction[i : i + n]) for i in range(c - n + 1)]
        theirs = [tuple(reference[i : i + n]) for i in range(len(reference) - n + 1)]
        if mine:
            hits = sum(min(mine.count(g), theirs.count(g)) for g in set(mine))
            shares.append(hits / len(mine))
    if not shares or 0 in shares:
        return 0.0
    mean = 2 ** (sum(math.log2(p) for p in shares) / len(shares))
    return mean * min(1.0, math.exp((c - len(reference)) / c))
