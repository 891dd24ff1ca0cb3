# loses: merges of random words; a pair that overlaps itself counts at every place
# hint: Places may overlap when pairs are counted: in a a a the pair (a, a) stands twice.

def join_pair(symbols: Sequence[str], pair: tuple[str, str]) -> list[str]:
    joined = []
    i = 0
    while i < len(symbols):
        if tuple(symbols[i : i + 2]) == tuple(pair):
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
            last = -1
            for i, pair in enumerate(pairwise(symbols)):
                if pair[0] != pair[1] or last < i - 1 or symbols[i - 1] != pair[0]:
                    often[pair] += n
                    last = i
        if not often:
            break
        best = max(often, key=often.__getitem__)
        words = [(join_pair(symbols, best), n) for symbols, n in words]
        learnt.append(best)
    return learnt


def encode_word(word: str, merges: Sequence[tuple[str, str]]) -> list[str]:
    symbols = [*word, END]
    for pair in merges:
        symbols = join_pair(symbols, pair)
    return symbols
