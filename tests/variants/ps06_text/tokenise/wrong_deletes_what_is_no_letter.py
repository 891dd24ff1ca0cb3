# loses: words of a sentence; words of other texts; round trip: tokens of the joined tokens
# hint: What is no letter becomes a space; in yours it vanishes, and two words become one.

def tokenise(text: str, unit: str) -> list[str]:
    clean = re.sub("[^a-z ]", "", text.lower())
    words = clean.split()
    return words if unit == "word" else list(" ".join(words))


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    between = {"char": "", "word": " "}
    return between[unit].join(tokens)
