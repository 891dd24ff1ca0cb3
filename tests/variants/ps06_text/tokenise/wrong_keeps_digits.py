# loses: words of a sentence; words of other texts; round trip: tokens of the joined tokens
# hint: \w stands for letters, digits and the underscore: write the letters a to z.

def tokenise(text: str, unit: str) -> list[str]:
    words = re.findall(r"\w+", text.lower())
    return words if unit == "word" else list(" ".join(words))


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    between = {"char": "", "word": " "}
    return between[unit].join(tokens)
