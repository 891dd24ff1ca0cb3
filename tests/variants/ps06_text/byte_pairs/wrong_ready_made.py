# loses: byte pairs without ready-made encodings
# hint: The merges are right, but they come from a ready-made encoding; count and join yourself.

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
    from d2lcourse.data import BytePairs

    return list(BytePairs.learn(Counter(counts).elements(), merges).merges)


def encode_word(word: str, merges: Sequence[tuple[str, str]]) -> list[str]:
    symbols = [*word, END]
    for pair in merges:
        symbols = join_pair(symbols, pair)
    return symbols
