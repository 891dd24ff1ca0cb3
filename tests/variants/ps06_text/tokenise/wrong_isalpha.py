# loses: words of other texts; round trip: tokens of the joined tokens
# hint: isalpha() is true for é, ß and λ as well; the task keeps a to z.

def tokenise(text: str, unit: str) -> list[str]:
    clean = "".join(c if c.isalpha() else " " for c in text.lower())
    words = clean.split()
    return words if unit == "word" else list(" ".join(words))


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    between = {"char": "", "word": " "}
    return between[unit].join(tokens)
