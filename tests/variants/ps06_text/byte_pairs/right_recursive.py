def join_pair(symbols: Sequence[str], pair: tuple[str, str]) -> list[str]:
    if len(symbols) < 2:
        return list(symbols)
    if symbols[0] == pair[0] and symbols[1] == pair[1]:
        return [pair[0] + pair[1]] + join_pair(symbols[2:], pair)
    return [symbols[0]] + join_pair(symbols[1:], pair)


def learn_merges(
    counts: Mapping[str, int], merges: int
) -> list[tuple[str, str]]:
    if merges == 0:
        return []
    found = learn_merges(counts, merges - 1)
    number = {}
    for word, n in counts.items():
        symbols = encode_word(word, found)
        for pair in zip(symbols[:-1], symbols[1:]):
            number[pair] = number.get(pair, 0) + n
    if not number:
        return found
    most = max(number.values())
    return found + [next(pair for pair in number if number[pair] == most)]


def encode_word(word: str, merges: Sequence[tuple[str, str]]) -> list[str]:
    symbols = list(word) + [END]
    for pair in merges:
        symbols = join_pair(symbols, pair)
    return symbols
