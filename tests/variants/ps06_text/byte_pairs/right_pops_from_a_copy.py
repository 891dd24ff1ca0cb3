def join_pair(symbols: Sequence[str], pair: tuple[str, str]) -> list[str]:
    todo, done = list(symbols), []
    while todo:
        first = todo.pop(0)
        if todo and (first, todo[0]) == (pair[0], pair[1]):
            first += todo.pop(0)
        done.append(first)
    return done


def learn_merges(
    counts: Mapping[str, int], merges: int
) -> list[tuple[str, str]]:
    words = {word: list(word) + [END] for word in counts}
    result = []
    while len(result) < merges:
        number = {}
        for word, symbols in words.items():
            for i in range(len(symbols) - 1):
                pair = (symbols[i], symbols[i + 1])
                if pair not in number:
                    number[pair] = 0
                number[pair] += counts[word]
        best, most = None, 0
        for pair, n in number.items():
            if n > most:
                best, most = pair, n
        if best is None:
            return result
        result.append(best)
        for word in words:
            words[word] = join_pair(words[word], best)
    return result


def encode_word(word: str, merges: Sequence[tuple[str, str]]) -> list[str]:
    symbols = list(word) + [END]
    for merge in merges:
        symbols = join_pair(symbols, merge)
    return symbols
