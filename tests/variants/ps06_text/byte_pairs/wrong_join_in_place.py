# loses: byte pairs leave their arguments alone
# hint: The list of symbols belongs to whoever called you: work on a new list.

def join_pair(symbols: Sequence[str], pair: tuple[str, str]) -> list[str]:
    i = 0
    while i + 1 < len(symbols):
        if (symbols[i], symbols[i + 1]) == tuple(pair):
            symbols[i : i + 2] = [symbols[i] + symbols[i + 1]]
        i += 1
    return symbols


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
