def bleu(prediction: list[str], reference: list[str]) -> float:
    def count(text, n):
        return Counter(tuple(text[i : i + n]) for i in range(len(text) - n + 1))

    def share(n):
        mine, theirs = count(prediction, n), count(reference, n)
        return sum(min(k, theirs[gram]) for gram, k in mine.items()) / (len(prediction) + 1 - n)

    lengths = range(1, min(4, len(prediction)) + 1)
    if not lengths:
        return 0.0
    mean = math.prod(share(n) for n in lengths) ** (1 / len(lengths))
    if len(prediction) < len(reference):
        mean *= math.exp(1 - len(reference) / len(prediction))
    return mean
