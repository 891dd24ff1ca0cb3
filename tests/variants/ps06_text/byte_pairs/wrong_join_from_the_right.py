# loses: join_pair of a and a goes from left to right; merges of random words; words that are encoded; random pairs that are joined
# hint: Joining goes from left to right; in a a a the first two are joined.

def join_pair(symbols: Sequence[str], pair: tuple[str, str]) -> list[str]:
    joined = list(symbols)
    i = len(joined) - 2
    while i >= 0:
        if (joined[i], joined[i + 1]) == tuple(pair):
            joined[i : i + 2] = [joined[i] + joined[i + 1]]
            i -= 1
        i -= 1
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
