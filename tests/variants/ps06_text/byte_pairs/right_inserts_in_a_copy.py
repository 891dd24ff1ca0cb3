def join_pair(symbols: Sequence[str], pair: tuple[str, str]) -> list[str]:
    symbols = list(symbols)
    i = 0
    while i + 1 < len(symbols):
        if [symbols[i], symbols[i + 1]] == [*pair]:
            symbols[i : i + 2] = [symbols[i] + symbols[i + 1]]
        i += 1
    return symbols


def learn_merges(
    counts: Mapping[str, int], merges: int
) -> list[tuple[str, str]]:
    words = [(list(word) + [END], n) for word, n in counts.items()]
    learnt = []
    for _ in range(merges):
        met, number = [], {}
        for symbols, n in words:
            for pair in zip(symbols, symbols[1:]):
                if pair not in number:
                    met.append(pair)
                number[pair] = number.get(pair, 0) + n
        if not met:
            break
        best = sorted(met, key=lambda pair: (-number[pair], met.index(pair)))[0]
        learnt.append(best)
        words = [(join_pair(symbols, best), n) for symbols, n in words]
    return learnt


def encode_word(word: str, merges: Sequence[tuple[str, str]]) -> list[str]:
    symbols = tuple(word) + (END,)
    for pair in merges:
        symbols = join_pair(symbols, pair)
    return list(symbols)
