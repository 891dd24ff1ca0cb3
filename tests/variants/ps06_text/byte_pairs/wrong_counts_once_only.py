# loses: the first four merges of low, lower, newest, widest; ties as specified: the pair that is met first; merges of random words
# hint: Count again after each merge: the new symbol makes new pairs, and others are gone.

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
    often = Counter()
    for word, n in counts.items():
        for pair in pairwise([*word, END]):
            often[pair] += n
    return [pair for pair, _ in often.most_common(merges)]


def encode_word(word: str, merges: Sequence[tuple[str, str]]) -> list[str]:
    symbols = [*word, END]
    for pair in merges:
        symbols = join_pair(symbols, pair)
    return symbols
