# loses: words of a sentence; characters of a sentence; tokens without ready-made functions; words of other texts; round trip: tokens of the joined tokens
# hint: "char" gives words and "word" gives characters.

def tokenise(text: str, unit: str) -> list[str]:
    words = re.findall("[a-z]+", text.lower())
    return words if unit == "char" else list(" ".join(words))


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    between = {"char": "", "word": " "}
    return between[unit].join(tokens)
