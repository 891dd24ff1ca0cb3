# loses: join_pair of e and l; merges of random words; words that are encoded; random pairs that are joined
# hint: ("l", "e") is another pair than ("e", "l"): the order counts.

def join_pair(symbols: Sequence[str], pair: tuple[str, str]) -> list[str]:
    joined = []
    i = 0
    while i < len(symbols):
        if set(symbols[i : i + 2]) == set(pair) and len(symbols) > i + 1:
            joined.append(symbols[i] + symbols[i + 1])
            i += 2
        else:
            joined.append(symbols[i])
            i += 1
    return joined


def learn_merges(
    counts: Mapping[str, int], merges: int
) -> list[tuple[str, str]]:
    words = [([*word, END], n) for word, n in counts.items()]
    learnt = []
    for _ in range(merges):
        often = Counter()
        for symbols, n in words:
            for pair in pairwise(symbols):
                often[pair] += n
        if not often:
            break
        best = max(often, key=often.__getitem__)  # the first of the largest
        words = [(join_pair(symbols, best), n) for symbols, n in words]
        learnt.append(best)
    return learnt


def encode_word(word: str, merges: Sequence[tuple[str, str]]) -> list[str]:
    symbols = [*word, END]
    for pair in merges:
        symbols = join_pair(symbols, pair)
    return symbols
