# loses: join_pair of a and a goes from left to right; merges of random words; words that are encoded; random pairs that are joined
# hint: A new symbol is not joined again within one merge: in a a a a the pair (a, a) gives aa aa.

def join_pair(symbols: Sequence[str], pair: tuple[str, str]) -> list[str]:
    joined = []
    for symbol in symbols:
        if joined and joined[-1].endswith(pair[0]) and symbol == pair[1]:
            joined[-1] += symbol
        else:
            joined.append(symbol)
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
