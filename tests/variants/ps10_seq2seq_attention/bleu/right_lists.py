def bleu(prediction: list[str], reference: list[str]) -> float:
    if not prediction:
        return 0.0
    logs = []
    for n in range(1, min(4, len(prediction)) + 1):
        left = [reference[i : i + n] for i in range(len(reference) - n + 1)]
        found, total = 0, len(prediction) - n + 1
        for i in range(total):
            gram = prediction[i : i + n]
            if gram in left:
                left.remove(gram)
                found += 1
        if found == 0:
            return 0.0
        logs.append(math.log(found / total))
    short = max(0.0, len(reference) / len(prediction) - 1)
    return math.exp(sum(logs) / len(logs) - short)
