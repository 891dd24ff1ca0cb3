def join_pair(symbols: Sequence[str], pair: tuple[str, str]) -> list[str]:
    result = []
    skip = False
    for i, symbol in enumerate(symbols):
        if skip:
            skip = False
        elif i + 1 < len(symbols) and symbol == pair[0] and symbols[i + 1] == pair[1]:
            result.append(symbol + symbols[i + 1])
            skip = True
        else:
            result.append(symbol)
    return result


def learn_merges(
    counts: Mapping[str, int], merges: int
) -> list[tuple[str, str]]:
    texts = [[*word, END] for word in counts]
    learnt = []
    for _ in range(merges):
        number = Counter()
        for symbols, n in zip(texts, counts.values()):
            for left, right in pairwise(symbols):
                number[left, right] += n
        if number:
            # equal counts stay in the order in which they were met
            [(best, _)] = number.most_common(1)
            learnt.append(best)
            texts = [join_pair(symbols, best) for symbols in texts]
    return learnt


def encode_word(word: str, merges: Sequence[tuple[str, str]]) -> list[str]:
    symbols = [c for c in word]
    symbols.append(END)
    for left, right in merges:
        symbols = join_pair(symbols, (left, right))
    return symbols
