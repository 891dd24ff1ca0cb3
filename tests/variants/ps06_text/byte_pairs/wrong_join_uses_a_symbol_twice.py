# loses: join_pair of e and l; join_pair of a and a goes from left to right; the first four merges of low, lower, newest, widest; encode_word of lowest; byte pairs without ready-made encodings; ties as specified: the pair that is met first; merges of random words; no merges asked for, and none left; words that are encoded; random pairs that are joined; byte pairs leave their arguments alone
# hint: A symbol that was joined is gone: after a pair, go on behind both of its symbols.

def join_pair(symbols: Sequence[str], pair: tuple[str, str]) -> list[str]:
    joined = []
    i = 0
    while i < len(symbols):
        if tuple(symbols[i : i + 2]) == tuple(pair):
            joined.append(symbols[i] + symbols[i + 1])
            i += 1
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
