# loses: words of other texts; round trip: tokens of the joined tokens
# hint: A word that occurs twice is two tokens: a set, or a dict, keeps one.

def tokenise(text: str, unit: str) -> list[str]:
    words = list(dict.fromkeys(re.findall("[a-z]+", text.lower())))
    return words if unit == "word" else list(dict.fromkeys(" ".join(words)))


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    between = {"char": "", "word": " "}
    return between[unit].join(tokens)
